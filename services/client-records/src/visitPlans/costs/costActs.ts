import { type CommandResult, demand, demandStaff, done, NotFound, refusedWith, runCommand } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { isUuid, siteDate } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { postsOf } from '../../colleagues/index.ts';
import { recordsPolicyAt } from '../../policies/index.ts';
import type { PlannedVisit } from '../plans/visitPlan.ts';
import { plannedById } from '../plans/visitPlanQueries.ts';
import { keepVisitStep, refuseUnseen, reviews } from '../visitScope.ts';
import { decideActual, decideApplication, decideCost } from './visitCost.decision.ts';
import type { VisitCost } from './visitCost.ts';
import { costsById, costsOfPlanned } from './visitCostQueries.ts';
import { decideCostRow, insertCost, lockPlanned, settleCost } from './visitCostStore.ts';

export type VisitCostDone = { readonly costId: string };
export type ApplyVisitCost = {
  readonly idempotencyKey: string;
  readonly plannedId: string;
  readonly kind: VisitCost['kind'];
  readonly what: string;
  readonly amountFen: number;
};

const action = 'visits.cost';

/** CR-8.04: applies for cost or a gift of an own planned visit. Needs `visitPlan.submit` at its site. @throws NotFound */
export const applyForCost = async (
  context: BareContext,
  { idempotencyKey, ...input }: ApplyVisitCost,
): Promise<CommandResult<VisitCostDone>> => {
  const { staffId } = demandStaff(context.viewer);
  const find = async (tx: Tx): Promise<PlannedVisit | null> => {
    const planned = isUuid(input.plannedId) ? await plannedById(tx, context.viewer, input.plannedId) : null;
    return planned?.staffId === staffId ? planned : null;
  };
  const found = await context.db.read(find);
  if (!found) return refuseUnseen(context, { action, type: 'PlannedVisit', id: input.plannedId });
  demand(context.viewer, 'visitPlan.submit', found.siteId);
  return runCommand({ ...context, name: 'applyVisitCost', idempotencyKey, input }, async (tx) => {
    const { now, newId } = context;
    await lockPlanned(tx, input.plannedId);
    const planned = await find(tx);
    if (!planned) throw new NotFound();
    const { plannedId, siteId } = planned;
    const { params } = await recordsPolicyAt(tx, siteId, now);
    const others = (await costsOfPlanned(tx, [plannedId])).filter(({ state }) => state !== 'declined');
    const othersFen = others.reduce((sum, { amountFen }) => sum + amountFen, 0);
    const limitYuan = params['visit.costLimitYuan'];
    const decision = decideApplication({ ...input, ...planned, now, today: siteDate(now), othersFen, limitYuan });
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const [{ approver }] = decision.events as [{ approver: VisitCost['approver'] }];
    const costId = newId();
    const { explanation } = decision;
    const kept = { type: 'VisitCost', id: costId, siteId, step: 'cost-asked', explanation } as const;
    const explanationId = await keepVisitStep(tx, context, kept);
    await insertCost(tx, {
      ...input,
      what: input.what.trim(),
      costId,
      siteId,
      staffId,
      approver,
      askedAt: now,
      explanationId,
    });
    return done({ costId });
  });
};

export type DecideVisitCost = { readonly idempotencyKey: string; readonly costId: string; readonly approve: boolean };

/** CR-8.04: the head, or the regional manager, decides before the visit. Needs `visitPlan.review` at its site. @throws NotFound */
export const decideVisitCost = async (
  context: BareContext,
  { idempotencyKey, ...input }: DecideVisitCost,
): Promise<CommandResult<VisitCostDone>> => {
  const { staffId: by } = demandStaff(context.viewer);
  const find = (tx: Tx) => costSeen(tx, context, input.costId, ({ siteId }) => reviews(context.viewer, siteId));
  if (!(await context.db.read(find))) await refuseUnseen(context, { action, type: 'VisitCost', id: input.costId });
  return runCommand({ ...context, name: 'decideVisitCost', idempotencyKey, input }, async (tx) => {
    const { now, viewer } = context;
    const cost = await find(tx);
    if (!cost) throw new NotFound();
    await lockPlanned(tx, cost.plannedId);
    const planned = await plannedById(tx, viewer, cost.plannedId);
    if (!planned) throw new NotFound();
    const today = siteDate(now);
    const posts = await postsOf(tx, by, today);
    const isRegionalManager = posts.some(
      ({ role, siteId }) => role === 'regional-manager' && (siteId === null || siteId === cost.siteId),
    );
    const { onDay, visitedAt } = planned;
    const decision = decideCost({ ...input, now, today, onDay, visitedAt, cost, by, isRegionalManager });
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const { costId: id, siteId } = cost;
    const { explanation } = decision;
    const step = input.approve ? 'cost-approved' : 'cost-declined';
    const explanationId = await keepVisitStep(tx, context, { type: 'VisitCost', id, siteId, step, explanation });
    await decideCostRow(tx, cost, { approve: input.approve, by, at: now, explanationId });
    return done({ costId: id });
  });
};

export type RecordVisitCost = { readonly idempotencyKey: string; readonly costId: string; readonly actualFen: number };

/** CR-8.04: whoever visited records what it really cost. @throws NotFound */
export const recordActualCost = async (
  context: BareContext,
  { idempotencyKey, ...input }: RecordVisitCost,
): Promise<CommandResult<VisitCostDone>> => {
  const { staffId } = demandStaff(context.viewer);
  const find = (tx: Tx) => costSeen(tx, context, input.costId, (cost) => cost.staffId === staffId);
  if (!(await context.db.read(find))) await refuseUnseen(context, { action, type: 'VisitCost', id: input.costId });
  return runCommand({ ...context, name: 'recordVisitCost', idempotencyKey, input }, async (tx) => {
    const { now, viewer } = context;
    const cost = await find(tx);
    if (!cost) throw new NotFound();
    const visitedAt = (await plannedById(tx, viewer, cost.plannedId))?.visitedAt ?? null;
    const decision = decideActual({ now, cost, visitedAt, actualFen: input.actualFen });
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const { costId: id, siteId } = cost;
    const { explanation } = decision;
    const kept = { type: 'VisitCost', id, siteId, step: 'cost-settled', explanation } as const;
    await settleCost(tx, cost, { actualFen: input.actualFen, explanationId: await keepVisitStep(tx, context, kept) });
    return done({ costId: id });
  });
};

const costSeen = async (
  tx: Tx,
  { viewer }: BareContext,
  id: string,
  may: (cost: VisitCost) => boolean,
): Promise<VisitCost | null> => {
  const [cost] = await costsById(tx, viewer, [id].filter(isUuid));
  return cost && may(cost) ? cost : null;
};
