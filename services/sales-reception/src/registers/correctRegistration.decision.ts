import {
  accepted,
  type Decision,
  firstRefusal,
  type Reasoning,
  type Refusal,
  type Requirement,
  reasoning,
  refused,
  text,
} from '@shouwen/kernel';
import { isComplete, type VisitDetails, type VisitRegistration } from './registration.ts';

/** What the line should say instead, and why; nothing is changed until somebody else signs. */
export type Correction = {
  readonly correctionId: string;
  readonly registrationId: string;
  readonly siteId: string;
  readonly details: VisitDetails;
  readonly reason: string;
  readonly askedBy: string;
  readonly askedAt: Date;
};

export type CorrectionState = 'asked' | 'signed' | 'declined';

export type CorrectionRefusal = Refusal<
  'CORRECTED_BEFORE' | 'CORRECTION_PENDING' | 'CORRECTION_DECIDED' | 'SELF_SIGNED' | 'BAD_INPUT'
>;

export type AskFacts = {
  readonly registration: VisitRegistration;
  /** Somebody corrected this very line before. */
  readonly corrected: boolean;
  /** A correction of this line waits for a signature. */
  readonly pending: boolean;
  readonly details: VisitDetails;
  readonly reason: string;
  readonly by: string;
  readonly at: Date;
  readonly correctionId: string;
};

export type CorrectionAsked = { readonly type: 'CorrectionAsked'; readonly correction: Correction };

/** SR-2.03: whoever sees that a line is wrong says what it should be, with the reason; a manager signs. */
export const decideAsking = (facts: AskFacts): Decision<CorrectionAsked, CorrectionRefusal> => {
  const { registration, details, reason, by, at, correctionId } = facts;
  const why = describe(registration, at).fact('askedBy', by, at);
  const refusal = firstRefusal(asking, facts);
  if (refusal) return refused(refusal, why.explain('REFUSED', refusal.message));
  const { registrationId, siteId } = registration;
  const correction = { correctionId, registrationId, siteId, details, reason, askedBy: by, askedAt: at };
  return accepted([{ type: 'CorrectionAsked', correction }], why.explain('ASKED', awaitsSignature));
};

export type SignFacts = {
  readonly registration: VisitRegistration;
  readonly correction: Correction;
  readonly state: CorrectionState;
  readonly by: string;
  readonly at: Date;
  readonly registrationId: string;
};

export type RegistrationCorrected = {
  readonly type: 'RegistrationCorrected';
  readonly registration: VisitRegistration;
};

/** SR-2.03: the signed correction is a further line. Nobody signs what they asked for, nor a line of their own (OR-1.03). */
export const decideSigning = (facts: SignFacts): Decision<RegistrationCorrected, CorrectionRefusal> => {
  const { registration, correction, by, at, registrationId } = facts;
  const why = describe(registration, at)
    .fact('askedBy', correction.askedBy, correction.askedAt)
    .fact('signedBy', by, at);
  const refusal = firstRefusal(deciding, facts);
  if (refusal) return refused(refusal, why.explain('REFUSED', refusal.message));
  const corrected: VisitRegistration = {
    ...registration,
    ...correction.details,
    registrationId,
    registeredAt: at,
    registeredBy: correction.askedBy,
    corrects: registration.registrationId,
    reason: correction.reason,
    signedBy: by,
  };
  return accepted([{ type: 'RegistrationCorrected', registration: corrected }], why.explain('CORRECTED', added));
};

/** The correction is not signed: the line stays. The same people may not decide. */
export const decideDeclining = (
  facts: Omit<SignFacts, 'registrationId'>,
): Decision<{ readonly type: 'CorrectionDeclined' }, CorrectionRefusal> => {
  const { registration, correction, by, at } = facts;
  const why = describe(registration, at)
    .fact('askedBy', correction.askedBy, correction.askedAt)
    .fact('declinedBy', by, at);
  const refusal = firstRefusal(deciding, facts);
  if (refusal) return refused(refusal, why.explain('REFUSED', refusal.message));
  return accepted([{ type: 'CorrectionDeclined' }], why.explain('DECLINED', stays));
};

const describe = ({ registrationId, registeredAt }: VisitRegistration, at: Date): Reasoning =>
  reasoning(at).apply('SR-2.03').fact('corrects', registrationId, registeredAt);

const asking: readonly Requirement<AskFacts, CorrectionRefusal>[] = [
  ({ corrected }) => (corrected ? { code: 'CORRECTED_BEFORE', rule: 'SR-2.03', message: correctedBefore } : null),
  ({ pending }) => (pending ? { code: 'CORRECTION_PENDING', rule: 'SR-2.03', message: isPending } : null),
  ({ reason }) =>
    reason.trim() === '' || reason.length > 500 ? { code: 'BAD_INPUT', rule: 'SR-2.03', message: needsReason } : null,
  ({ details }) => (isComplete(details) ? null : { code: 'BAD_INPUT', rule: 'SR-2.01', message: incomplete }),
];

const deciding: readonly Requirement<Omit<SignFacts, 'registrationId'>, CorrectionRefusal>[] = [
  ({ state }) => (state === 'asked' ? null : { code: 'CORRECTION_DECIDED', rule: 'SR-2.03', message: decidedBefore }),
  ({ by, correction, registration }) =>
    [correction.askedBy, registration.registeredBy, registration.receiverId, registration.actingFor].includes(by)
      ? { code: 'SELF_SIGNED', rule: 'SR-2.03', message: notOneself }
      : null,
];

const awaitsSignature = text(
  '更正已提出，待他人签字。',
  'The correction is asked for and waits for another’s signature.',
);
const added = text('更正已另行登记，原登记保留。', 'The correction is a new line; the old one stays.');
const stays = text('更正未获签字，原登记不变。', 'The correction was not signed; the line stays as it is.');
const correctedBefore = text(
  '该条登记已更正过，请更正最新一条。',
  'This line was corrected before; correct the newest one.',
);
const isPending = text('该条登记已有待签字的更正。', 'A correction of this line waits for a signature already.');
const decidedBefore = text('该更正已处理。', 'This correction was decided before.');
const notOneself = text(
  '提出更正的人、登记人与接待人不得自行签字。',
  'Whoever asked for the correction, wrote the line or received the visit does not sign it.',
);
const needsReason = text('须写明更正原因。', 'A correction states its reason.');
const incomplete = text(
  '意向与渠道必填，各项不超过500字。',
  'What they look for and how they heard of us are needed; no field is longer than 500 characters.',
);
