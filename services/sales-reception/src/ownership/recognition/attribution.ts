import { type Explanation, type PolicyVersion, type Reasoning, type RuleId, reasoning, text } from '@shouwen/kernel';
import type { SalesPolicy } from '../../policies/index.ts';
import type { Standing } from '../claims/claim.ts';

/** One consultant's part in the consultants' share of a deal; parts are weights, the role says why. */
export type ConsultantPart = {
  readonly staffId: string;
  readonly parts: number;
  readonly role: 'owner' | 'original' | 'new';
};

/** Who divides the consultants' part of a deal. `consultants` is empty only when nobody received the client and nobody owns them. */
export type Attribution = {
  readonly consultants: readonly ConsultantPart[];
  readonly rules: readonly RuleId[];
  readonly explanation: Explanation;
};

export type AttributionFacts = {
  /** Whose client it is when the deal closes. */
  readonly standing: Standing;
  /** For whom the visit of the deal was received, null when there was none: gets what is nobody's. */
  readonly receivedFor: string | null;
  readonly closedAt: Date;
  /** In force when the deal closes: a split is judged by that day. */
  readonly policy: PolicyVersion<SalesPolicy>;
};

/** SR-3.01 to SR-3.13: the owner with valid proof has the whole, a late recognition shares it, and what is nobody's is the receiver's. */
export const attributionOf = ({ standing, receivedFor, closedAt, policy }: AttributionFacts): Attribution => {
  const why = reasoning(closedAt).under(policy);
  for (const { name, value, at } of standing.explanation.facts) why.fact(name, value, at);
  for (const used of standing.explanation.policies) why.under(used);
  const claim = standing.kind === 'OWNED' && standing.claim.openedBy === 'visit' ? standing.claim : null;
  const held = claim ?? (standing.kind === 'NEW' ? standing.unconfirmed : null);
  if (standing.kind === 'BUYER' && standing.consultantId !== null) return whole(standing.consultantId, 'SR-3.13', why);
  if (held?.sharedWith) {
    why.apply(held.sharedRule ?? 'SR-3.11');
    return halves(held.sharedWith, held.consultantId, { why, policy });
  }
  // What makes the claim stand decides the deal too; nobody needs to have come back and named the owner for it (SR-3.07).
  if (claim) return whole(claim.consultantId, 'SR-3.06', why.apply(...standing.explanation.applied));
  if (held) return whole(held.consultantId, 'SR-2.01', why.reject('SR-2.02', nobodyElse));
  if (receivedFor !== null) return whole(receivedFor, 'SR-3.09', why);
  return { consultants: [], rules: ['SR-3.09'], explanation: why.apply('SR-3.09').explain('NOBODY', nobody) };
};

const whole = (staffId: string, rule: RuleId, why: Reasoning): Attribution => {
  const explanation = why.apply(rule).explain('WHOLE', wholePart);
  return { consultants: [{ staffId, parts: 100, role: 'owner' }], rules: explanation.applied, explanation };
};

const halves = (
  original: string,
  fresh: string,
  { why, policy: { params } }: { why: Reasoning; policy: PolicyVersion<SalesPolicy> },
): Attribution => {
  const shares: ConsultantPart[] = [
    { staffId: original, parts: params['recognition.originalPart'], role: 'original' },
    { staffId: fresh, parts: params['recognition.newPart'], role: 'new' },
  ];
  const explanation = why.explain('SHARED', sharedPart);
  return { consultants: shares.filter(({ parts }) => parts > 0), rules: explanation.applied, explanation };
};

const wholePart = text('顾问部分全归一人。', 'The consultants’ part goes to one consultant.');
const sharedPart = text('顾问部分由新老顾问分成。', 'The original and the new consultant share the consultants’ part.');
const nobody = text('无人接待，也无归属。', 'Nobody received the client and nobody owns them.');
const nobodyElse = text(
  '登记待确认，但无他人主张。',
  'The registration awaits confirmation, but nobody else claims the client.',
);
