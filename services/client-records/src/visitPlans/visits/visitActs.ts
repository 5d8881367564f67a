import { type CommandResult, demand, demandStaff, done, NotFound, refusedWith, runCommand } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { isUuid, siteDate } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { recordsPolicyAt } from '../../policies/index.ts';
import { plannedById } from '../plans/visitPlanQueries.ts';
import { keepVisitStep, ownClients, refuseUnseen, type VisitPurpose } from '../visitScope.ts';
import { decideDone, decideRecord } from './clientVisit.decision.ts';
import { promisesById } from './visitQueries.ts';
import { finishPromise, insertVisit } from './visitStore.ts';

export type ClientVisitDone = { readonly visitId: string };
export type RecordClientVisit = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly clientId: string;
  readonly plannedId: string | null;
  readonly purpose: VisitPurpose;
  /** ISO time. */
  readonly visitedAt: string;
};

/**
 * CR-8.02: records a visit to an own client, against the approved plan or as unplanned. Needs `visitPlan.submit` at the site.
 * @throws NotFound
 */
export const recordVisit = async (
  context: BareContext,
  { idempotencyKey, ...input }: RecordClientVisit,
): Promise<CommandResult<ClientVisitDone>> => {
  const { siteId } = input;
  demand(context.viewer, 'visitPlan.submit', siteId);
  const { staffId } = demandStaff(context.viewer);
  const asked = { siteId, clientIds: [input.clientId] };
  const client = (await context.db.read((tx) => ownClients(tx, context, asked))).get(input.clientId);
  if (!client) return refuseUnseen(context, { action: 'visits.record', type: 'Client', id: input.clientId });
  return runCommand({ ...context, name: 'recordClientVisit', idempotencyKey, input }, async (tx) => {
    const { now, newId, viewer } = context;
    const visitedAt = new Date(input.visitedAt);
    const { plannedId, purpose } = input;
    const planned = plannedId === null ? null : await plannedById(tx, viewer, plannedId);
    const isOwn = planned?.staffId === staffId && planned.siteId === siteId;
    const sameClient = planned !== null && (await ownClients(tx, context, { siteId, clientIds: [planned.clientId] }));
    if (plannedId !== null && (!isOwn || !sameClient || sameClient.get(planned.clientId)?.id !== client.id))
      throw new NotFound();
    const policy = await recordsPolicyAt(tx, siteId, visitedAt);
    const against = planned && { approved: planned.planState === 'approved', made: planned.visitId !== null };
    const decision = decideRecord({ now, visitedAt, planned: against, policy });
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const [{ dueAt }] = decision.events as [{ dueAt: Date }];
    const visitId = newId();
    const kept = { type: 'ClientVisit', id: visitId, siteId, clientId: client.id, step: 'recorded' } as const;
    const explanationId = await keepVisitStep(tx, context, { ...kept, explanation: decision.explanation });
    const of = { visitId, siteId, staffId, clientId: client.id, plannedId, purpose: planned?.purpose ?? purpose };
    await insertVisit(tx, { ...of, visitedAt, visitedOn: siteDate(visitedAt), reportDueAt: dueAt, explanationId });
    return done({ visitId });
  });
};

export type FinishVisitPromise = { readonly idempotencyKey: string; readonly promiseId: string };
export type VisitPromiseDone = { readonly promiseId: string };

/** CR-8.03: the owner says that it is done. @throws NotFound for anybody else */
export const finishVisitPromise = async (
  context: BareContext,
  { idempotencyKey, ...input }: FinishVisitPromise,
): Promise<CommandResult<VisitPromiseDone>> => {
  const { staffId } = demandStaff(context.viewer);
  const find = async (tx: Tx) =>
    (await promisesById(tx, context.viewer, [input.promiseId].filter(isUuid))).find(
      ({ ownerId }) => ownerId === staffId,
    );
  if (!(await context.db.read(find)))
    await refuseUnseen(context, { action: 'visits.finish', type: 'VisitPromise', id: input.promiseId });
  return runCommand({ ...context, name: 'finishVisitPromise', idempotencyKey, input }, async (tx) => {
    const promise = await find(tx);
    if (!promise) throw new NotFound();
    const decision = decideDone({ ...promise, now: context.now });
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const { promiseId: id, siteId, clientId } = promise;
    const { explanation } = decision;
    const kept = { type: 'VisitPromise', id, siteId, clientId, step: 'promise-done', explanation } as const;
    await finishPromise(tx, id, { at: context.now, explanationId: await keepVisitStep(tx, context, kept) });
    return done({ promiseId: id });
  });
};
