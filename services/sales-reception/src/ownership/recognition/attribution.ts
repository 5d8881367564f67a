import { type Explanation, type PolicyVersion, type Reasoning, type RuleId, reasoning, text } from '@shouwen/kernel';
import type { SalesPolicy } from '../../policies/index.ts';
import type { Sharing, Standing } from '../claims/claim.ts';
import { type ConsultantPart, partsOf } from './shares.ts';

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
  /** How that visit says that a deal is divided (SR-4.02), for a client who is nobody's. */
  readonly visitShares?: Sharing | null;
  /** Why it stands so although the visit is not registered yet; left out: nothing hangs on that. */
  readonly visitSays?: readonly Explanation[];
  /** What was decided for this very deal after it was closed (SR-3.14, SR-7.04); null: nothing. */
  readonly decided: Sharing | null;
  readonly closedAt: Date;
  /** In force when the deal closes: a split is judged by that day. */
  readonly policy: PolicyVersion<SalesPolicy>;
};

/**
 * SR-3.01 to SR-3.14, SR-7.04: what was decided for the deal itself goes first; else the owner with valid proof has the whole, or
 * divides it as the claim says; and what is nobody's is the receiver's.
 */
export const attributionOf = (facts: AttributionFacts): Attribution => {
  const { standing, receivedFor, decided, closedAt, policy } = facts;
  const why = reasoning(closedAt).under(policy);
  for (const { name, value, at } of standing.explanation.facts) why.fact(name, value, at);
  for (const used of standing.explanation.policies) why.under(used);
  for (const { outcome, applied } of facts.visitSays ?? []) why.fact('notRegisteredYet', outcome).apply(...applied);
  const claim = standing.kind === 'OWNED' && standing.claim.openedBy === 'visit' ? standing.claim : null;
  const held = claim ?? (standing.kind === 'NEW' ? standing.unconfirmed : null);
  if (decided) return divided(decided, { why, policy });
  if (standing.kind === 'BUYER' && standing.consultantId !== null) return whole(standing.consultantId, 'SR-3.13', why);
  if (held?.sharing) return divided(held.sharing, { why, policy });
  // What makes the claim stand decides the deal too; nobody needs to have come back and named the owner for it (SR-3.07).
  if (claim) return whole(claim.consultantId, 'SR-3.06', why.apply(...standing.explanation.applied));
  if (held) return whole(held.consultantId, 'SR-2.01', why.reject('SR-2.02', nobodyElse));
  if (facts.visitShares) return divided(facts.visitShares, { why, policy });
  if (receivedFor !== null) return whole(receivedFor, 'SR-3.09', why);
  return { consultants: [], rules: ['SR-3.09'], explanation: why.apply('SR-3.09').explain('NOBODY', nobody) };
};

const whole = (staffId: string, rule: RuleId, why: Reasoning): Attribution => {
  const explanation = why.apply(rule).explain('WHOLE', wholePart);
  return { consultants: [{ staffId, parts: 100, role: 'owner' }], rules: explanation.applied, explanation };
};

const divided = (
  sharing: Sharing,
  { why, policy }: { readonly why: Reasoning; readonly policy: PolicyVersion<SalesPolicy> },
): Attribution => {
  const consultants = partsOf(sharing, policy.params);
  const explanation = why.apply(sharing.rule).explain(consultants.length > 1 ? 'SHARED' : 'WHOLE', dividedPart);
  return { consultants, rules: explanation.applied, explanation };
};

const wholePart = text('顾问部分全归一人。', 'The consultants’ part goes to one consultant.');
const dividedPart = text('顾问部分按已作出的决定分配。', 'The consultants’ part is divided as was decided.');
const nobody = text('无人接待，也无归属。', 'Nobody received the client and nobody owns them.');
const nobodyElse = text(
  '登记待确认，但无他人主张。',
  'The registration awaits confirmation, but nobody else claims the client.',
);
