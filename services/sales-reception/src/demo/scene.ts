import type { Permission } from '@shouwen/access';
import { type DemoSalesSite, type DemoStaff, demoSites, demoStaffById, demoStaffIn, demoViewer } from '@shouwen/demo';
import type { BareContext, DemoStage } from '@shouwen/subgraph';
import { type ReferredClients, referredClientsOf } from './referredClients.ts';

/** What the people of a sales site may do here; the same as the organization grants their roles. */
const permissions: Readonly<Record<string, readonly Permission[]>> = {
  consultant: [
    ...(['reception.takeOwn', 'visit.register', 'call.register', 'claim.recognise', 'followUp.record'] as const),
    ...(['unit.read', 'deal.readOwn', 'deal.record', 'unit.hold', 'contract.draw'] as const),
    ...(['dispute.open', 'pipeline.handle'] as const),
  ],
  'duty-person': [
    ...(['rotation.open', 'rotation.close', 'reception.receive', 'absence.record', 'call.register'] as const),
    'violation.report',
  ],
  'sales-manager': [
    ...(['referral.register', 'referral.check', 'deal.change'] as const),
    ...(['reception.receive', 'absence.record', 'absence.confirm', 'registration.confirm'] as const),
    ...(['unit.read', 'unit.manage', 'deal.read', 'deal.record', 'price.approve', 'contract.check'] as const),
    ...(['target.manage', 'dispute.open', 'dispute.read', 'dispute.rule', 'broker.manage'] as const),
    ...(['pipeline.read', 'pipeline.check', 'hosting.arrange', 'hosting.read'] as const),
  ],
  'finance-clerk': ['deal.read', 'payment.record'],
  'leasing-agent': ['lease.handle', 'lease.read'],
  'property-administrator': ['hosting.prepare', 'hosting.read'],
};

/** A reception of the history, as the department knows it. */
export type ScenicVisit = {
  readonly visitId: string;
  readonly clientId: string | null;
  readonly ownerBefore: string | null;
};

/** A deal, with whoever received the buyer. */
export type ScenicDeal = { readonly dealId: string; readonly receiverId: string };

/**
 * A sales site while its history is played: who acts when, and what the department answered so far. Who receives and whose
 * client somebody is are the department's answers, so they are remembered here and written nowhere else.
 */
export type Scene = {
  readonly siteId: string;
  readonly stage: DemoStage;
  /** Of the price list, in its order. */
  readonly unitIds: readonly string[];
  readonly visits: Map<string, ScenicVisit>;
  readonly deals: Map<string, ScenicDeal>;
  /** Disputes, spaces, enquiries, cases and tours, by the key of their step. */
  readonly made: Map<string, string>;
  readonly referred: ReferredClients;
  /** Referrals by the key of the first visit. */
  readonly forms: Map<string, string>;
  /** Consultants by client. */
  readonly owners: Map<string, string>;
  roster: readonly string[];
  dutyPerson(at: string): BareContext;
  manager(at: string): BareContext;
  staff(staffId: string, at: string): BareContext;
  /** Who holds the role at the site, or for the whole company. */
  holder(role: string, of: 'site' | 'company', at: string): BareContext;
  key(step: string): { readonly idempotencyKey: string };
};

/** An empty scene. */
export const sceneOf = (site: DemoSalesSite, stage: DemoStage): Omit<Scene, 'unitIds'> => {
  const { id: siteId } = demoSites[site];
  const as = (person: DemoStaff, at: string) => stage.as(demoViewer(person, permissions), new Date(at));
  return {
    siteId,
    stage,
    visits: new Map(),
    deals: new Map(),
    made: new Map(),
    referred: referredClientsOf(site),
    forms: new Map(),
    owners: new Map(),
    roster: [],
    dutyPerson: (at) => as(demoStaffIn('duty-person', siteId), at),
    manager: (at) => as(demoStaffIn('sales-manager', siteId), at),
    staff: (staffId, at) => as(demoStaffById(staffId), at),
    holder: (role, of, at) => as(demoStaffIn(role, of === 'site' ? siteId : null), at),
    key: (step) => ({ idempotencyKey: `demo-history-${siteId}-${step}` }),
  };
};

/** What a step of the history made. @throws when the history speaks of it too early */
export const thingMade = ({ made }: Scene, key: string): string => {
  const id = made.get(key);
  if (id === undefined) throw new Error(`the history speaks of ${key} too early`);
  return id;
};
