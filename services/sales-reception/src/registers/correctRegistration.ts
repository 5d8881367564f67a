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
import type { BareContext } from '@shouwen/subgraph';
import { decideCorrection } from './correctRegistration.decision.ts';
import type { VisitDetails } from './registration.ts';
import { findRegistration, insertRegistration, isCorrected, lockRegisterOf } from './visitRegisterStore.ts';

export type CorrectRegistration = VisitDetails & {
  readonly idempotencyKey: string;
  readonly registrationId: string;
  readonly reason: string;
};

export type RegistrationCorrected = {
  readonly registrationId: string;
  readonly corrects: string;
  readonly explanationId: string;
};

/** SR-2.03: a further line in the register, signed by the manager who writes it. The old line stays as it is. */
export const correctRegistration = (
  context: BareContext,
  { idempotencyKey, ...input }: CorrectRegistration,
): Promise<CommandResult<RegistrationCorrected>> =>
  runCommand({ ...context, name: 'correctRegistration', idempotencyKey, input }, (tx) => correctIn(tx, context, input));

const correctIn = async (
  tx: Tx,
  { viewer, now, newId }: BareContext,
  input: Omit<CorrectRegistration, 'idempotencyKey'>,
): Promise<CommandResult<RegistrationCorrected>> => {
  const { staffId } = demandStaff(viewer);
  const registration = await findRegistration(tx, input.registrationId);
  const maySee = registration && can(viewer, 'visit.read', registration.siteId);
  const wroteIt = registration?.registeredBy === staffId;
  if (!registration || !(maySee || wroteIt)) throw new NotFound();
  await lockRegisterOf(tx, registration.visitId);
  const { class: grade, lookingFor, budget, channel, companions, reason } = input;
  const decision = decideCorrection({
    registration,
    corrected: await isCorrected(tx, registration.registrationId),
    details: { class: grade, lookingFor, budget, channel, companions },
    reason,
    by: staffId,
    maySign: can(viewer, 'registration.confirm', registration.siteId),
    at: now,
    registrationId: newId(),
  });
  if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
  const [{ registration: line }] = decision.events as [(typeof decision.events)[number]];
  await insertRegistration(tx, line);
  const subject = { type: 'VisitRegistration', id: line.registrationId };
  const { siteId } = line;
  const explanationId = newId();
  await saveExplanation(tx, { id: explanationId, subject, siteId, explanation: decision.explanation });
  const audit = { at: now, actor: viewer, siteId, resource: subject, decision: 'allowed' } as const;
  await appendAudit(tx, { ...audit, action: 'registration.correct' });
  return done({ registrationId: line.registrationId, corrects: registration.registrationId, explanationId });
};
