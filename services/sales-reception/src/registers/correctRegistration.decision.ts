import { accepted, type Decision, type Refusal, reasoning, refused, text } from '@shouwen/kernel';
import type { VisitDetails, VisitRegistration } from './registration.ts';

export type CorrectionFacts = {
  readonly registration: VisitRegistration;
  /** Somebody corrected this very line before. */
  readonly corrected: boolean;
  readonly details: VisitDetails;
  readonly reason: string;
  readonly by: string;
  readonly maySign: boolean;
  readonly at: Date;
  readonly registrationId: string;
};

export type RegistrationCorrected = {
  readonly type: 'RegistrationCorrected';
  readonly registration: VisitRegistration;
};

export type CorrectionRefusal = Refusal<'NEEDS_SIGNATURE' | 'CORRECTED_BEFORE' | 'BAD_INPUT'>;

/** SR-2.03: lines of the register are never altered. A correction is a new line that a manager signs, with its reason. */
export const decideCorrection = (facts: CorrectionFacts): Decision<RegistrationCorrected, CorrectionRefusal> => {
  const { registration, at, by, reason } = facts;
  const why = reasoning(at).apply('SR-2.03').fact('corrects', registration.registrationId, registration.registeredAt);
  const no = (code: CorrectionRefusal['code'], message: CorrectionRefusal['message']) =>
    refused<CorrectionRefusal>({ code, rule: 'SR-2.03', message }, why.explain('REFUSED', message));
  if (!facts.maySign) return no('NEEDS_SIGNATURE', needsSignature);
  if (facts.corrected) return no('CORRECTED_BEFORE', correctedBefore);
  if (reason.trim() === '' || reason.length > 500) return no('BAD_INPUT', needsReason);
  const corrected: VisitRegistration = {
    ...registration,
    ...facts.details,
    registrationId: facts.registrationId,
    registeredAt: at,
    registeredBy: by,
    corrects: registration.registrationId,
    reason,
    signedBy: by,
  };
  why.fact('signedBy', by, at);
  return accepted([{ type: 'RegistrationCorrected', registration: corrected }], why.explain('CORRECTED', added));
};

const needsSignature = text('更正登记须经管理人员签字。', 'A correction of the register needs a manager’s signature.');
const correctedBefore = text(
  '该条登记已更正过，请更正最新一条。',
  'This line was corrected before; correct the newest one.',
);
const needsReason = text('须写明更正原因。', 'A correction states its reason.');
const added = text('更正已另行登记，原登记保留。', 'The correction is a new line; the old one stays.');
