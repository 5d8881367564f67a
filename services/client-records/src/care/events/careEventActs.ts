import {
  actorOf,
  type CommandResult,
  demand,
  demandStaff,
  done,
  keepAct,
  NotFound,
  refusedWith,
  runCommand,
  sitesWhere,
  type Viewer,
} from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { type Explanation, isUuid, reasoning, text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { decidePlan, mayClose, type PlanFacts } from './careEvent.decision.ts';
import type { CareEvent, CareEventRefusal } from './careEvent.ts';
import { careEventsById, type Sites } from './careEventQueries.ts';
import { closeCareEvent, insertCareEvent } from './careEventStore.ts';

export type PlanCareEvent = Omit<PlanFacts, 'now' | 'at'> & {
  readonly idempotencyKey: string;
  readonly siteId: string;
  /** ISO time. */
  readonly at: string;
};
export type CareEventDone = { readonly eventId: string };

/** CR-7.02: plans news, a tour or an event of a site, with its cost. Needs `care.plan` there. */
export const planCareEvent = (
  context: BareContext,
  { idempotencyKey, ...input }: PlanCareEvent,
): Promise<CommandResult<CareEventDone>> => {
  demand(context.viewer, 'care.plan', input.siteId);
  return runCommand({ ...context, name: 'planCareEvent', idempotencyKey, input }, async (tx) => {
    const at = new Date(input.at);
    const decision = decidePlan({ ...input, at, now: context.now });
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const eventId = context.newId();
    const explanationId = await keepEventAct(tx, context, {
      ...{ action: 'care.planEvent', eventId, siteId: input.siteId, explanation: decision.explanation },
    });
    const event = { ...input, title: input.title.trim(), place: input.place.trim(), at, eventId, explanationId };
    await insertCareEvent(tx, { ...event, plannedBy: actorOf(context.viewer), plannedAt: context.now });
    return done({ eventId });
  });
};

export type CloseCareEvent = {
  readonly idempotencyKey: string;
  readonly eventId: string;
  readonly actualCostFen: number;
};

/** CR-7.02: closes an event with what it cost; from then on it is as it was. Needs `care.plan` at its site. @throws NotFound */
export const endCareEvent = (
  context: BareContext,
  { idempotencyKey, ...input }: CloseCareEvent,
): Promise<CommandResult<CareEventDone>> =>
  runCommand({ ...context, name: 'closeCareEvent', idempotencyKey, input }, async (tx) => {
    demandStaff(context.viewer);
    const event = await eventFor(tx, sitesWhere(context.viewer, 'care.plan'), input.eventId);
    const { eventId, siteId } = event;
    const why = reasoning(context.now).apply('CR-7.02').fact('plannedCostFen', event.plannedCostFen);
    why.fact('actualCostFen', input.actualCostFen, context.now);
    const refusal = mayClose({ now: context.now, event, ...input });
    if (refusal) return refusedWith(refusal, why.explain('REFUSED', refusal.message));
    const explanation = why.explain('HELD', text('活动已结束并结算。', 'The event is over, and its cost is known.'));
    const explanationId = await keepEventAct(tx, context, { action: 'care.closeEvent', eventId, siteId, explanation });
    await closeCareEvent(tx, event, { actualCostFen: input.actualCostFen, explanationId });
    return done({ eventId });
  });

/** The event, at one of these sites. @throws NotFound for one elsewhere as for none */
export const eventFor = async (tx: Tx, sites: Sites, eventId: string): Promise<CareEvent> => {
  const [event] = await careEventsById(tx, sites, [eventId].filter(isUuid));
  if (!event) throw new NotFound();
  return event;
};

/** Where whoever plans events, or takes care of the own clients, has to do with them. */
export const sitesOfCare = (viewer: Viewer): Sites => {
  const [planning, handling] = [sitesWhere(viewer, 'care.plan'), sitesWhere(viewer, 'care.handle')];
  return planning === '*' || handling === '*' ? '*' : [...new Set([...planning, ...handling])];
};

export const refuseEvent = <T>(refusal: CareEventRefusal, now: Date): CommandResult<T> =>
  refusedWith(refusal, reasoning(now).apply('CR-7.02').explain('REFUSED', refusal.message));

type Kept = {
  readonly action: string;
  readonly eventId: string;
  readonly siteId: string;
  readonly explanation: Explanation;
};

export const keepEventAct = (tx: Tx, context: BareContext, { eventId, ...act }: Kept): Promise<string> =>
  keepAct(tx, context, { ...act, subject: { type: 'CareEvent', id: eventId } });
