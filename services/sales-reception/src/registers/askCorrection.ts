import {
  type CommandResult,
  can,
  demandStaff,
  done,
  NotFound,
  refusedWith,
  runCommand,
  saveExplanation,
} from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { BareContext } from '@shouwen/subgraph';
import { hasPendingCorrection, insertCorrection } from './correctionStore.ts';
import { decideAsking } from './correctRegistration.decision.ts';
import { detailsOf, type VisitDetails } from './registration.ts';
import { findRegistration, isCorrected, lockRegisterOf } from './visitRegisterStore.ts';

export type AskCorrection = VisitDetails & { readonly registrationId: string; readonly reason: string };

export type CorrectionAsked = { readonly correctionId: string; readonly explanationId: string };

/** SR-2.03: asks for a correction of a line that the viewer may see; another signs it. @throws NotFound for any other line */
export const askCorrection = (
  context: BareContext,
  { idempotencyKey, ...input }: AskCorrection & { readonly idempotencyKey: string },
): Promise<CommandResult<CorrectionAsked>> =>
  runCommand({ ...context, name: 'askCorrection', idempotencyKey, input }, (tx) => askIn(tx, context, input));

const askIn = async (
  tx: Tx,
  { viewer, now, newId }: BareContext,
  input: AskCorrection,
): Promise<CommandResult<CorrectionAsked>> => {
  const { staffId: by } = demandStaff(viewer);
  const registration = await findRegistration(tx, input.registrationId);
  const isOwn =
    registration && [registration.registeredBy, registration.receiverId, registration.actingFor].includes(by);
  const maySee = registration && can(viewer, isOwn ? 'visit.register' : 'visit.read', registration.siteId);
  if (!registration || !maySee) throw new NotFound();
  const { registrationId, siteId, visitId } = registration;
  await lockRegisterOf(tx, visitId);
  const decision = decideAsking({
    registration,
    corrected: await isCorrected(tx, registrationId),
    pending: await hasPendingCorrection(tx, registrationId),
    details: detailsOf(input),
    reason: input.reason,
    by,
    at: now,
    correctionId: newId(),
  });
  if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
  const [{ correction }] = decision.events as [(typeof decision.events)[number]];
  await insertCorrection(tx, correction);
  const subject = { type: 'VisitRegistration', id: registrationId };
  const explanationId = newId();
  await saveExplanation(tx, { id: explanationId, subject, siteId, explanation: decision.explanation });
  return done({ correctionId: correction.correctionId, explanationId });
};
