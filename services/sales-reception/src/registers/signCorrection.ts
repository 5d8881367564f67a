import {
  appendAudit,
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
import type { Explanation } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { rankClient } from './clientClassStore.ts';
import { type CorrectionRow, decideCorrection, findCorrection } from './correctionStore.ts';
import { decideDeclining, decideSigning } from './correctRegistration.decision.ts';
import type { VisitRegistration } from './registration.ts';
import { findRegistration, insertRegistration, lockRegisterOf } from './visitRegisterStore.ts';

export type DecideCorrection = { readonly idempotencyKey: string; readonly correctionId: string };

export type RegistrationCorrected = {
  readonly registrationId: string;
  readonly corrects: string;
  readonly explanationId: string;
};
export type CorrectionDeclined = { readonly correctionId: string; readonly explanationId: string };

/** SR-2.03: a manager signs a correction that another asked for: a further line; the old one stays. @throws NotFound */
export const signCorrection = (
  context: BareContext,
  { idempotencyKey, ...input }: DecideCorrection,
): Promise<CommandResult<RegistrationCorrected>> =>
  runCommand({ ...context, name: 'signCorrection', idempotencyKey, input }, async (tx) => {
    const { now: at, newId } = context;
    const { correction, registration, by } = await correctionFor(tx, context, input.correctionId);
    const decision = decideSigning({
      registration,
      correction,
      state: correction.state,
      by,
      at,
      registrationId: newId(),
    });
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const [{ registration: line }] = decision.events as [(typeof decision.events)[number]];
    await insertRegistration(tx, line);
    await rankClient(tx, { ...line, since: at });
    const explanationId = await keep(tx, context, { correction, state: 'signed', explanation: decision.explanation });
    return done({ registrationId: line.registrationId, corrects: registration.registrationId, explanationId });
  });

/** The correction is not signed. @throws NotFound */
export const declineCorrection = (
  context: BareContext,
  { idempotencyKey, ...input }: DecideCorrection,
): Promise<CommandResult<CorrectionDeclined>> =>
  runCommand({ ...context, name: 'declineCorrection', idempotencyKey, input }, async (tx) => {
    const { correction, registration, by } = await correctionFor(tx, context, input.correctionId);
    const decision = decideDeclining({ registration, correction, state: correction.state, by, at: context.now });
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const explanationId = await keep(tx, context, { correction, state: 'declined', explanation: decision.explanation });
    return done({ correctionId: correction.correctionId, explanationId });
  });

type Asked = { readonly correction: CorrectionRow; readonly registration: VisitRegistration; readonly by: string };

const correctionFor = async (tx: Tx, { viewer }: BareContext, correctionId: string): Promise<Asked> => {
  const { staffId: by } = demandStaff(viewer);
  const asked = await findCorrection(tx, correctionId);
  if (!asked || !can(viewer, 'registration.confirm', asked.siteId)) throw new NotFound();
  const registration = await findRegistration(tx, asked.registrationId);
  if (!registration) throw new Error(`the line ${asked.registrationId} is gone`);
  await lockRegisterOf(tx, registration.visitId);
  const correction = await findCorrection(tx, correctionId);
  if (!correction) throw new NotFound();
  return { correction, registration, by };
};

type Decided = {
  readonly correction: CorrectionRow;
  readonly state: 'signed' | 'declined';
  readonly explanation: Explanation;
};

const keep = async (
  tx: Tx,
  { viewer, now, newId }: BareContext,
  { correction, state, explanation }: Decided,
): Promise<string> => {
  const { correctionId, registrationId, siteId } = correction;
  await decideCorrection(tx, correctionId, { state, by: demandStaff(viewer).staffId, at: now });
  const resource = { type: 'VisitRegistration', id: registrationId };
  const explanationId = newId();
  await saveExplanation(tx, { id: explanationId, subject: resource, siteId, explanation });
  const audit = { at: now, actor: viewer, siteId, resource, decision: 'allowed', reason: state } as const;
  await appendAudit(tx, { ...audit, action: 'registration.correct' });
  return explanationId;
};
