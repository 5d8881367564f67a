import { type CommandResult, demand, demandStaff, done, NotFound, refusedWith, runCommand } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { isUuid, siteDate } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { postsOf } from '../../colleagues/index.ts';
import { recordsPolicyAt } from '../../policies/index.ts';
import { keepVisitStep, ownClients, refuseUnseen, reviews, type VisitPurpose } from '../visitScope.ts';
import { decideChange, decidePlanReview, decideSubmit } from './visitPlan.decision.ts';
import { quotaOf, type VisitPlan } from './visitPlan.ts';
import { planFor, plannedOf, plansById } from './visitPlanQueries.ts';
import { insertPlanned, lockPlans, removePlanned, reviewPlan, touchPlan, upsertPlan } from './visitPlanStore.ts';

export type VisitPlanDone = { readonly planId: string };
export type ToVisit = { readonly clientId: string; readonly on: string; readonly purpose: VisitPurpose };
export type SubmitVisitPlan = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly month: string;
  readonly visits: readonly ToVisit[];
};

const at = { action: 'visits.plan', type: 'Client' } as const;

/** By the ids as asked for, the surviving records. @throws NotFound, traced, when one is not the viewer's own client at the site */
const demandOwn = async (
  context: BareContext,
  siteId: string,
  visits: readonly ToVisit[],
): Promise<ReadonlyMap<string, string>> => {
  const clientIds = visits.map(({ clientId }) => clientId);
  const own = await context.db.read((tx) => ownClients(tx, context, { siteId, clientIds }));
  const foreign = clientIds.find((id) => !own.has(id));
  if (foreign !== undefined) await refuseUnseen(context, { ...at, id: foreign });
  return new Map([...own].map(([asked, { id }]) => [asked, id]));
};

type Planning = Pick<VisitPlan, 'planId' | 'siteId' | 'staffId'> & { readonly own: ReadonlyMap<string, string> };

const plan = (tx: Tx, { now, newId }: BareContext, { own, ...of }: Planning, visits: readonly ToVisit[]) =>
  insertPlanned(
    tx,
    visits.map(({ clientId, on, purpose }) => ({
      ...{ plannedId: newId(), ...of, clientId: own.get(clientId) ?? clientId, onDay: on, purpose, addedAt: now },
    })),
  );

/**
 * CR-8.01: hands in the plan of the next month, or late that of this one; again, as long as it is not approved. Only for own clients.
 * Needs `visitPlan.submit` at the site. @throws NotFound
 */
export const submitPlan = async (
  context: BareContext,
  { idempotencyKey, ...input }: SubmitVisitPlan,
): Promise<CommandResult<VisitPlanDone>> => {
  const { siteId, month, visits } = input;
  demand(context.viewer, 'visitPlan.submit', siteId);
  const { staffId } = demandStaff(context.viewer);
  const own = await demandOwn(context, siteId, visits);
  return runCommand({ ...context, name: 'submitVisitPlan', idempotencyKey, input }, async (tx) => {
    const { now, newId } = context;
    const today = siteDate(now);
    await lockPlans(tx, staffId);
    const posts = await postsOf(tx, staffId, today);
    const roles = posts.filter((post) => post.siteId === siteId).map(({ role }) => role);
    const policy = await recordsPolicyAt(tx, siteId, now);
    const quota = quotaOf(roles, policy.params);
    const existing = await planFor(tx, { siteId, staffId, month });
    const days = visits.map(({ on }) => on);
    const decision = decideSubmit({ now, today, month, days, quota, existing, policy });
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const planId = existing?.planId ?? newId();
    const step = existing ? 'resubmitted' : 'submitted';
    const { explanation } = decision;
    const explanationId = await keepVisitStep(tx, context, {
      type: 'VisitPlan',
      id: planId,
      siteId,
      step,
      explanation,
    });
    const late = decision.events.some((event) => event.late);
    await upsertPlan(tx, { planId, siteId, staffId, month, quota, submittedAt: now, late, explanationId });
    const before = await plannedOf(tx, [planId]);
    const replaced = before.filter(({ visitId }) => visitId === null).map(({ plannedId }) => plannedId);
    await removePlanned(tx, replaced, now);
    await plan(tx, context, { planId, siteId, staffId, own }, visits);
    return done({ planId });
  });
};

export type ReviewVisitPlan = {
  readonly idempotencyKey: string;
  readonly planId: string;
  readonly approve: boolean;
  readonly remarks: string | null;
};

/** CR-8.01: the head approves a plan or sends it back. Needs `visitPlan.review` at its site. @throws NotFound */
export const reviewVisitPlan = async (
  context: BareContext,
  { idempotencyKey, ...input }: ReviewVisitPlan,
): Promise<CommandResult<VisitPlanDone>> => {
  const { staffId: by } = demandStaff(context.viewer);
  await demandPlan(context, input.planId, { reviewing: true });
  return runCommand({ ...context, name: 'reviewVisitPlan', idempotencyKey, input }, async (tx) => {
    const { now } = context;
    const found = await planSeen(tx, context, input.planId, { reviewing: true });
    if (!found) throw new NotFound();
    const visits = (await plannedOf(tx, [found.planId])).length;
    const decision = decidePlanReview({ ...input, now, plan: found, visits, by });
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const { planId: id, siteId } = found;
    const state = input.approve ? 'approved' : 'returned';
    const { explanation } = decision;
    const explanationId = await keepVisitStep(tx, context, { type: 'VisitPlan', id, siteId, step: state, explanation });
    const remarks = input.remarks?.trim() || null;
    await reviewPlan(tx, found, { state, remarks, reviewedBy: by, reviewedAt: now, explanationId });
    return done({ planId: id });
  });
};

export type ChangeVisitPlan = {
  readonly idempotencyKey: string;
  readonly planId: string;
  readonly add: readonly ToVisit[];
  readonly remove: readonly string[];
};

/** CR-8.01: changes the own approved plan; the change is entered. Needs `visitPlan.submit` at its site. @throws NotFound */
export const changePlan = async (
  context: BareContext,
  { idempotencyKey, ...input }: ChangeVisitPlan,
): Promise<CommandResult<VisitPlanDone>> => {
  demandStaff(context.viewer);
  const { siteId } = await demandPlan(context, input.planId, { reviewing: false });
  demand(context.viewer, 'visitPlan.submit', siteId);
  const own = await demandOwn(context, siteId, input.add);
  return runCommand({ ...context, name: 'changeVisitPlan', idempotencyKey, input }, async (tx) => {
    const { now } = context;
    const found = await planSeen(tx, context, input.planId, { reviewing: false });
    if (!found) throw new NotFound();
    const planned = await plannedOf(tx, [found.planId]);
    const removed = planned.filter(({ plannedId }) => input.remove.includes(plannedId));
    if (removed.length !== new Set(input.remove).size) throw new NotFound();
    const decision = decideChange({
      ...{ now, today: siteDate(now), plan: found, added: input.add.map(({ on }) => on) },
      removed: removed.map(({ visitId }) => ({ made: visitId !== null })),
    });
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const { planId: id, staffId } = found;
    const { explanation } = decision;
    const kept = { type: 'VisitPlan', id, siteId, step: 'changed', explanation } as const;
    await touchPlan(tx, found, await keepVisitStep(tx, context, kept));
    await removePlanned(tx, input.remove, now);
    await plan(tx, context, { planId: id, siteId, staffId, own }, input.add);
    return done({ planId: id });
  });
};

type As = { readonly reviewing: boolean };

/** The plan, for its reviewer (to whom the own is shown too, to be told so) or its owner. */
const planSeen = async (tx: Tx, { viewer }: BareContext, id: string, { reviewing }: As): Promise<VisitPlan | null> => {
  const [found] = await plansById(tx, viewer, [id].filter(isUuid));
  if (!found) return null;
  const isOwn = viewer.kind === 'staff' && viewer.staffId === found.staffId;
  return (reviewing ? reviews(viewer, found.siteId) : isOwn) ? found : null;
};

/** Traces the attempt of somebody who may not. @throws NotFound */
const demandPlan = async (context: BareContext, id: string, as: As): Promise<VisitPlan> => {
  const found = await context.db.read((tx) => planSeen(tx, context, id, as));
  return found ?? (await refuseUnseen(context, { ...at, type: 'VisitPlan', id }));
};
