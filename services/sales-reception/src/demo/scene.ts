import type { Permission } from '@shouwen/access';
import { type DemoSalesSite, type DemoStaff, demoSites, demoStaffById, demoStaffIn, demoViewer } from '@shouwen/demo';
import type { BareContext, DemoStage } from '@shouwen/subgraph';
import { type ReferredClients, referredClientsOf } from './referredClients.ts';

/** What the people of a sales site may do here; the same as the organization grants their roles. */
const permissions: Readonly<Record<string, readonly Permission[]>> = {
  consultant: [
    ...(['reception.takeOwn', 'visit.register', 'call.register', 'claim.recognise', 'followUp.record'] as const),
    ...(['unit.read', 'deal.readOwn', 'deal.record'] as const),
  ],
  'duty-person': ['rotation.open', 'rotation.close', 'reception.receive', 'absence.record', 'call.register'],
  'sales-manager': [
    ...(['referral.register', 'referral.check', 'deal.change'] as const),
    ...(['reception.receive', 'absence.record', 'absence.confirm', 'registration.confirm'] as const),
    ...(['unit.read', 'unit.manage', 'deal.read', 'deal.record', 'price.approve'] as const),
  ],
};

/** A reception of the history, as the department knows it. */
export type ScenicVisit = {
  readonly visitId: string;
  readonly clientId: string | null;
  readonly ownerBefore: string | null;
};

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
  readonly deals: Map<string, string>;
  readonly referred: ReferredClients;
  /** Referrals by the key of the first visit. */
  readonly forms: Map<string, string>;
  /** Consultants by client. */
  readonly owners: Map<string, string>;
  roster: readonly string[];
  dutyPerson(at: string): BareContext;
  manager(at: string): BareContext;
  staff(staffId: string, at: string): BareContext;
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
    referred: referredClientsOf(site),
    forms: new Map(),
    owners: new Map(),
    roster: [],
    dutyPerson: (at) => as(demoStaffIn('duty-person', siteId), at),
    manager: (at) => as(demoStaffIn('sales-manager', siteId), at),
    staff: (staffId, at) => as(demoStaffById(staffId), at),
    key: (step) => ({ idempotencyKey: `demo-history-${siteId}-${step}` }),
  };
};
