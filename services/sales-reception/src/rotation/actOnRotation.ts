import {
  actorOf,
  type CommandResult,
  done,
  NotFound,
  refusedWith,
  runCommand,
  saveExplanation,
  type Viewer,
} from '@shouwen/access';
import type { Database, Tx } from '@shouwen/database';
import type { Decision } from '@shouwen/kernel';
import { policyAt } from '@shouwen/kernel';
import { findSitePolicies, type SitePolicies } from '../policies/index.ts';
import { suspendedAt } from '../projections/index.ts';
import { type FloorFacts, floorFacts } from './floorFacts.ts';
import { inSiteLane } from './lane.ts';
import { withSuspended } from './rotation.ts';
import type { RotationEvent } from './rotationEvents.ts';
import { type LockedRotation, lockRotation, saveRotation } from './rotationStore.ts';

/** What a use case gets from the outside. */
export type ReceptionContext = {
  readonly db: Database;
  readonly viewer: Viewer;
  readonly now: Date;
  readonly newId: () => string;
};

/** The floor of a site, locked for this transaction. */
export type LockedFloor = { readonly locked: LockedRotation; readonly facts: FloorFacts; readonly site: SitePolicies };

/**
 * Locks first and reads afterwards: the rotation of the site, on its clock, under its policy of this moment.
 * @throws NotFound for a site that sells nothing
 */
export const lockFloor = async (tx: Tx, siteId: string, now: Date): Promise<LockedFloor> => {
  const site = await findSitePolicies(tx, siteId);
  if (!site) throw new NotFound();
  const locked = await lockRotation(tx, siteId);
  const policy = policyAt(site.versions, now);
  const suspended = await suspendedAt(tx, { siteId, at: now, zone: site.zone });
  const rotation = withSuspended(locked.rotation, suspended);
  return { locked, site, facts: floorFacts(rotation, { at: now, zone: site.zone, policy }) };
};

/** `runCommand` for what locks the rotation of a site: at most a few at once, so that a rush does not take all connections. */
export const runAtSite = <T>(
  context: ReceptionContext,
  { siteId, ...command }: { siteId: string; name: string; idempotencyKey: string; input: unknown },
  work: (tx: Tx) => Promise<CommandResult<T>>,
): Promise<CommandResult<T>> => inSiteLane(siteId, () => runCommand({ ...context, ...command }, work));

export type RotationAct = {
  readonly siteId: string;
  readonly decide: (floor: LockedFloor) => Promise<Decision<RotationEvent>> | Decision<RotationEvent>;
  /** What else an accepted decision brings about, in the same transaction. */
  readonly afterwards?: (events: readonly RotationEvent[], explanationId: string) => Promise<void>;
};

/** The answer of every command that only changes the rotation. */
export type RotationChanged = { readonly siteId: string; readonly explanationId: string };

/** Load and lock, decide, save: the frame of all commands that change nothing but the rotation. */
export const actOnRotation = async (
  tx: Tx,
  context: ReceptionContext,
  { siteId, decide, afterwards }: RotationAct,
): Promise<CommandResult<RotationChanged>> => {
  const floor = await lockFloor(tx, siteId, context.now);
  const decision = await decide(floor);
  if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
  const { events, explanation } = decision;
  const explanationId = context.newId();
  await saveExplanation(tx, { id: explanationId, subject: { type: 'Rotation', id: siteId }, siteId, explanation });
  const actor = actorOf(context.viewer);
  await saveRotation(tx, { locked: floor.locked, events, date: floor.facts.date, actor, explanationId });
  await afterwards?.(events, explanationId);
  return done({ siteId, explanationId });
};
