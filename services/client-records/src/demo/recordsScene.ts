import type { CommandResult, Permission } from '@shouwen/access';
import { type DemoStaff, demoStaffIn, demoTime, demoViewer } from '@shouwen/demo';
import type { BareContext, DemoStage } from '@shouwen/subgraph';
import type { Vault } from '../vault/index.ts';

const keeping: readonly Permission[] = [
  ...(['client.readSite', 'request.submit', 'archive.open', 'archive.file', 'archive.readSite'] as const),
  ...(['archive.custody', 'archive.inspect', 'request.lend'] as const),
];

/** What the people of the archive may do here; the same as the organization grants their roles. */
const permissions: Readonly<Record<string, readonly Permission[]>> = {
  'duty-person': ['request.submit', 'leak.report'],
  'sales-manager': [
    ...(['client.readSite', 'client.edit', 'client.relate', 'consent.record', 'care.handle'] as const),
    'request.stamp',
  ],
  'sales-director': ['client.readSite', 'archive.approve'],
  'records-specialist': keeping,
  'records-supervisor': [...keeping, 'archive.custodyClassified', 'leak.handle'],
  'client-service-manager': ['leak.handle'],
  'finance-clerk': ['request.submit'],
  'finance-manager': ['request.stamp'],
};

/** When: days of the history, from Monday of the week behind it on, and minutes after midnight. */
export type Moment = readonly [day: number, minute: number];

/** Monday of the week in which the demo company puts its archive in order. */
export const firstArchiveDay = 35;

/** The archive of the demo company while it is filled: who acts when, and what was made so far. */
export type RecordsScene = {
  readonly stage: DemoStage;
  readonly vault: Vault;
  /** Who holds the role: at the site, or for the whole company. */
  by(role: string, siteId: string | null, at: Moment): BareContext;
  /** The key of a command: its idempotency key, and what it is called when it is refused. */
  done<T>(what: string, act: (idempotencyKey: string) => Promise<CommandResult<T>>): Promise<T>;
};

export const recordsScene = (stage: DemoStage, vault: Vault): RecordsScene => ({
  stage,
  vault,
  by: (role, siteId, [day, minute]) =>
    stage.as(demoViewer(demoStaffIn(role, siteId), permissions), new Date(demoTime(firstArchiveDay + day, minute))),
  done: async (what, act) => stage.accepted(what, await act(`demo-records-${what}`)),
});

/** Everybody who asks for files here, or decides about them: their posts must be known before. */
export const recordsStaff = (siteId: string): readonly DemoStaff[] => [
  ...['duty-person', 'sales-manager'].map((role) => demoStaffIn(role, siteId)),
  ...['records-specialist', 'finance-clerk', 'finance-manager'].map((role) => demoStaffIn(role, null)),
];
