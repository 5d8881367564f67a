import { type CommandResult, demandStaff, done, NotFound, refusedWith, runCommand } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { isUuid, siteDate } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { keyOfClientAt } from '../../clients/index.ts';
import { colleaguesAmong } from '../../colleagues/index.ts';
import { recordsPolicyAt } from '../../policies/index.ts';
import type { Vault, WrappedKey } from '../../vault/index.ts';
import { keepVisitStep, refuseUnseen, reviews } from '../visitScope.ts';
import { decideReport, decideReportReview, reportDueAt } from './clientVisit.decision.ts';
import type { ClientVisit } from './clientVisit.ts';
import { placeOfNotes, placeOfPromise, placeOfRemarks } from './sealedWords.ts';
import type { ClientVisitDone } from './visitActs.ts';
import { visitsById } from './visitQueries.ts';
import { insertPromise, reportVisit, reviewVisit } from './visitStore.ts';

export type SubmitVisitReport = {
  readonly idempotencyKey: string;
  readonly visitId: string;
  readonly notes: string;
  readonly promises: readonly { readonly what: string; readonly ownerId: string; readonly dueOn: string }[];
};

type Sealing = { readonly vault: Vault };

/** CR-8.02, CR-8.03: whoever visited hands in the report; what was promised becomes tasks. @throws NotFound */
export const submitReport = async (
  context: BareContext & Sealing,
  { idempotencyKey, ...input }: SubmitVisitReport,
): Promise<CommandResult<ClientVisitDone>> => {
  demandStaff(context.viewer);
  await demandVisit(context, input.visitId, { reviewing: false });
  return runCommand({ ...context, name: 'submitVisitReport', idempotencyKey, input }, async (tx) => {
    const { now, newId, vault } = context;
    const visit = await visitSeen(tx, context, input.visitId, { reviewing: false });
    if (!visit) throw new NotFound();
    const { visitId, siteId, clientId, staffId } = visit;
    const today = siteDate(now);
    const owners = input.promises.map(({ ownerId }) => ownerId).filter(isUuid);
    const colleagues = new Set(await colleaguesAmong(tx, owners, today));
    const promises = input.promises.map((one) => ({ ...one, isColleague: colleagues.has(one.ownerId) }));
    const decision = decideReport({ now, today, visit, notes: input.notes, promises });
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const key = await keyAt(tx, visit);
    const { explanation } = decision;
    const kept = { type: 'ClientVisit', id: visitId, siteId, clientId, step: 'reported', explanation } as const;
    const explanationId = await keepVisitStep(tx, context, kept);
    for (const { what, ownerId, dueOn } of input.promises) {
      const promiseId = newId();
      const whatSealed = vault.seal(key, clientId, placeOfPromise(promiseId), what.trim());
      const of = { promiseId, visitId, siteId, clientId, staffId, ownerId, dueOn };
      await insertPromise(tx, { ...of, whatSealed, madeAt: now, explanationId });
    }
    const notesSealed = vault.seal(key, clientId, placeOfNotes(visitId), input.notes.trim());
    const late = decision.events.some((event) => event.late);
    await reportVisit(tx, visit, { notesSealed, at: now, late, explanationId });
    return done({ visitId });
  });
};

export type ReviewVisitReport = {
  readonly idempotencyKey: string;
  readonly visitId: string;
  readonly approve: boolean;
  readonly remarks: string | null;
};

/** CR-8.02: the head reviews a report; what is sent back is due anew. Needs `visitPlan.review` at its site. @throws NotFound */
export const reviewReport = async (
  context: BareContext & Sealing,
  { idempotencyKey, ...input }: ReviewVisitReport,
): Promise<CommandResult<ClientVisitDone>> => {
  const { staffId: by } = demandStaff(context.viewer);
  await demandVisit(context, input.visitId, { reviewing: true });
  return runCommand({ ...context, name: 'reviewVisitReport', idempotencyKey, input }, async (tx) => {
    const { now, vault } = context;
    const visit = await visitSeen(tx, context, input.visitId, { reviewing: true });
    if (!visit) throw new NotFound();
    const decision = decideReportReview({ ...input, now, visit, by });
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const { visitId, siteId, clientId } = visit;
    const state = input.approve ? 'approved' : 'returned';
    const said = input.remarks?.trim() || null;
    const place = placeOfRemarks(visitId);
    const remarksSealed = said === null ? null : vault.seal(await keyAt(tx, visit), clientId, place, said);
    const { params } = await recordsPolicyAt(tx, siteId, now);
    const dueAt = input.approve ? visit.reportDueAt : reportDueAt(now, params['visit.reportDays']);
    const { explanation } = decision;
    const kept = { type: 'ClientVisit', id: visitId, siteId, clientId, step: `report-${state}`, explanation } as const;
    const explanationId = await keepVisitStep(tx, context, kept);
    await reviewVisit(tx, visit, { state, by, remarksSealed, reportDueAt: dueAt, explanationId });
    return done({ visitId });
  });
};

/** The client's key, kept from being destroyed until the words are sealed. @throws NotFound for an erased client */
const keyAt = async (tx: Tx, { clientId, siteId }: ClientVisit): Promise<WrappedKey> => {
  const key = await keyOfClientAt(tx, clientId, siteId);
  if (!key?.wrapped) throw new NotFound();
  return key;
};

type As = { readonly reviewing: boolean };

/** The visit, for its reviewer (to whom the own is shown too, to be told so) or whoever made it. */
const visitSeen = async (
  tx: Tx,
  { viewer }: BareContext,
  id: string,
  { reviewing }: As,
): Promise<ClientVisit | null> => {
  const [found] = await visitsById(tx, viewer, [id].filter(isUuid));
  if (!found) return null;
  const isOwn = viewer.kind === 'staff' && viewer.staffId === found.staffId;
  return (reviewing ? reviews(viewer, found.siteId) : isOwn) ? found : null;
};

/** Traces the attempt of somebody who may not. @throws NotFound */
const demandVisit = async (context: BareContext, id: string, as: As): Promise<void> => {
  if (await context.db.read((tx) => visitSeen(tx, context, id, as))) return;
  await refuseUnseen(context, { action: 'visits.report', type: 'ClientVisit', id });
};
