import { accepted, type Decision, firstRefusal, type Requirement, reasoning, refused, text } from '@shouwen/kernel';
import type { ConsentPurpose, ConsentRefusal, ConsentWay } from './consent.ts';

export type ConsentFacts = {
  readonly purpose: ConsentPurpose;
  readonly given: boolean;
  readonly saidAt: Date;
  readonly now: Date;
  readonly how: ConsentWay;
  readonly evidence: string;
  /** The last change for the purpose; null when the client was never asked. */
  readonly last: { readonly given: boolean; readonly saidAt: Date } | null;
};

export type ConsentChanged = { readonly given: boolean; readonly evidence: string };

const refuse = (code: ConsentRefusal['code'], zh: string, en: string): ConsentRefusal => ({
  code,
  rule: 'CR-2.06',
  message: text(zh, en),
});

const isSaidInOrder: Requirement<ConsentFacts, ConsentRefusal> = ({ saidAt, now, last }) => {
  if (saidAt > now) return refuse('CONSENT_TIME_INVALID', '不能早于客户表示之前登记。', 'It was not said yet.');
  if (last === null || saidAt >= last.saidAt) return null;
  return refuse('CONSENT_TIME_INVALID', '客户其后另有表示。', 'The client said something later than that.');
};

const isAChange: Requirement<ConsentFacts, ConsentRefusal> = ({ given, last }) =>
  last?.given === given
    ? refuse('CONSENT_UNCHANGED', '客户此前已作同样表示。', 'The client said the same before.')
    : null;

/** A yes has to be shown later; a no counts without any proof. */
const isShown: Requirement<ConsentFacts, ConsentRefusal> = ({ given, evidence }) => {
  const length = [...evidence.trim()].length;
  if (length > 200) return refuse('CONSENT_EVIDENCE_MISSING', '凭据不超过200字。', 'The evidence has 200 characters.');
  if (!given || length >= 4) return null;
  return refuse('CONSENT_EVIDENCE_MISSING', '同意须有凭据（4 至 200 字）。', 'A consent needs evidence: 4 characters.');
};

const requirements = [isSaidInOrder, isAChange, isShown];

/** CR-2.06, CR-7.01: a client agrees to a purpose or withdraws; from the moment it was said, and without delay. */
export const decideConsent = (facts: ConsentFacts): Decision<ConsentChanged, ConsentRefusal> => {
  const { purpose, given, saidAt, now, how, last, evidence } = facts;
  const why = reasoning(now).apply('CR-2.06').fact('purpose', purpose).fact('given', given, saidAt).fact('how', how);
  why.fact('before', last?.given ?? null, last?.saidAt);
  const refusal = firstRefusal(requirements, facts);
  if (refusal) return refused(refusal, why.explain('REFUSED', refusal.message));
  const summary = given ? agreed : withdrawn;
  return accepted(
    [{ given, evidence: evidence.trim() }],
    why.explain(given ? 'CONSENT_GIVEN' : 'CONSENT_WITHDRAWN', summary),
  );
};

const agreed = text('客户同意，自表示之时起生效。', 'The client agreed; it holds from the moment it was said.');
const withdrawn = text('客户不同意，立即生效。', 'The client said no; it holds at once.');
