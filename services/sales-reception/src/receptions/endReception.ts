import { type CommandResult, can, demand, done, NotFound, refusedWith, type Viewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { lockFloor, type ReceptionContext, runAtSite } from '../rotation/index.ts';
import { decideEnding } from './endReception.decision.ts';
import { keepReception } from './keepReception.ts';
import type { VisitChanged } from './receiveVisitor.ts';
import type { Visit } from './visit.ts';
import { findVisit, nextHeldFor } from './visitStore.ts';

export type EndReception = { readonly idempotencyKey: string; readonly visitId: string };

/** SR-1.08: the desk, or the consultant, ends a reception. @throws NotFound for a visit that the viewer may not know of */
export const endReception = (context: ReceptionContext, input: EndReception): Promise<CommandResult<VisitChanged>> =>
  runAtVisit(context, { name: 'endReception', input }, (tx) => endIn(tx, context, input));

/** `runAtSite` for what is done to a visit. @throws NotFound for a visit that the viewer may not know of */
export const runAtVisit = async <T>(
  context: ReceptionContext,
  { name, input }: { readonly name: string; readonly input: EndReception },
  work: (tx: Tx) => Promise<CommandResult<T>>,
): Promise<CommandResult<T>> => {
  const { visitId, idempotencyKey } = input;
  // The site of a visit never changes; everything else is read again under the lock.
  const { siteId } = await context.db.read((tx) => visitFor(tx, context.viewer, visitId));
  return runAtSite(context, { siteId, name, idempotencyKey, input }, work);
};

const endIn = async (
  tx: Tx,
  context: ReceptionContext,
  { visitId }: EndReception,
): Promise<CommandResult<VisitChanged>> => {
  const { siteId } = await visitFor(tx, context.viewer, visitId);
  const floor = await lockFloor(tx, siteId, context.now);
  // Read again: another may have ended it, or handed it over, before the lock was ours.
  const visit = await visitFor(tx, context.viewer, visitId);
  if (!isOwn(context.viewer, visit)) demand(context.viewer, 'reception.receive', siteId);
  const decision = decideEnding({ ...floor.facts, visit, nextHeld: await nextHeldFor(tx, visit.consultantId) });
  if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
  const explanationId = context.newId();
  await keepReception(tx, context, { floor, decision, explanationId, subject: { type: 'Visit', id: visitId } });
  return done({ visitId, explanationId });
};

/** @throws NotFound when there is none, or none that the viewer may know of */
export const visitFor = async (tx: Tx, viewer: Viewer, visitId: string): Promise<Visit> => {
  const visit = await findVisit(tx, visitId);
  const known =
    visit &&
    (isOwn(viewer, visit) ||
      can(viewer, 'reception.receive', visit.siteId) ||
      can(viewer, 'claim.recognise', visit.siteId));
  if (!visit || !known) throw new NotFound();
  return visit;
};

/** One's own reception, at a site where one may receive. */
const isOwn = (viewer: Viewer, visit: Visit): boolean =>
  viewer.kind === 'staff' &&
  [visit.consultantId, visit.actingFor].includes(viewer.staffId) &&
  can(viewer, 'reception.takeOwn', visit.siteId);
