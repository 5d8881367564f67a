import {
  accepted,
  type Decision,
  firstRefusal,
  type PolicyVersion,
  type Requirement,
  type RuleId,
  reasoning,
  refused,
  text,
} from '@shouwen/kernel';
import type { SalesPolicy } from '../policies/index.ts';
import { cite } from './citeEvidence.ts';
import {
  type Dispute,
  type DisputeRefusal,
  disputeRefusal,
  type EvidenceItem,
  isSide,
  type RuledShare,
  sharesAddUp,
  stillOpen,
} from './dispute.ts';

/** How the rules themselves divide it, in per cent or any other weights; null when they name nobody, or not the same for all deals. */
export type ByRules = { readonly shares: readonly RuledShare[]; readonly rules: readonly RuleId[] } | null;

export type RulingFacts = {
  readonly dispute: Dispute;
  readonly ruledBy: string;
  readonly ruledAt: Date;
  readonly shares: readonly RuledShare[];
  readonly reason: string;
  /** Which sides have told their case. */
  readonly stated: readonly string[];
  readonly byRules: ByRules;
  readonly evidence: readonly EvidenceItem[];
  /** In force when the dispute was opened. */
  readonly policy: PolicyVersion<SalesPolicy>;
};

/** `FINAL`: the dispute is over; `PROPOSED`: the sales director has to approve it first. */
export type Ruled = { readonly kind: 'FINAL' | 'PROPOSED' };
type RulingRequirement = Requirement<RulingFacts, DisputeRefusal>;

const isNoParty: RulingRequirement = ({ dispute, ruledBy }) =>
  isSide(dispute, ruledBy)
    ? disputeRefusal('PARTY_CANNOT_RULE', '当事人不得裁定。', 'A side does not rule on its own cause.')
    : null;

const awaitsNothing: RulingRequirement = ({ dispute: { state } }) =>
  state === 'proposed'
    ? disputeRefusal('AWAITS_APPROVAL', '分配意见正待销售总监审批。', 'A proposal awaits the sales director.')
    : null;

const bothWereHeard: RulingRequirement = ({ dispute: { sides, statementsDueAt }, stated, ruledAt }) =>
  ruledAt >= statementsDueAt || sides.every((side) => stated.includes(side))
    ? null
    : disputeRefusal(
        'STATEMENTS_MISSING',
        '须待双方陈述或陈述期满。',
        'Both sides are heard first, until their time is over.',
      );

const isWritten: RulingRequirement = ({ reason }) =>
  reason.trim() !== '' && reason.length <= 2000
    ? null
    : disputeRefusal(
        'BAD_INPUT',
        '须书面说明理由，不超过2000字。',
        'A ruling gives its reason in writing, at most 2000 characters.',
      );

const requirements: readonly RulingRequirement[] = [
  isNoParty,
  ({ dispute }) => stillOpen(dispute),
  awaitsNothing,
  bothWereHeard,
  ({ dispute, shares }) => sharesAddUp(dispute, shares),
  isWritten,
];

/**
 * SR-7.04: the manager rules, and the ruling is final. Where the site wants it, a split that is not the one the rules come to is only
 * proposed, and the sales director approves it.
 */
export const decideRuling = (facts: RulingFacts): Decision<Ruled, DisputeRefusal> => {
  const { dispute, ruledBy, ruledAt, shares, byRules, policy, stated } = facts;
  const why = reasoning(ruledAt).apply('SR-7.04').under(policy);
  why.fact('ruledBy', ruledBy, ruledAt).fact('stated', stated);
  why.fact('statementsDueAt', dispute.statementsDueAt.toISOString(), dispute.statementsDueAt);
  const refusal = firstRefusal(requirements, facts);
  if (refusal) return refused(refusal, why.explain('REFUSED', refusal.message));
  cite(why, facts.evidence);
  for (const { staffId, parts } of shares) why.fact(`share.${staffId}`, parts);
  for (const { staffId, parts } of byRules?.shares ?? []) why.fact(`byRules.${staffId}`, parts);
  why.fact('reason', facts.reason);
  const rulesDecide = byRules !== null && isSameSplit(byRules.shares, shares);
  for (const rule of byRules?.rules ?? []) {
    if (rulesDecide) why.apply(rule);
    else why.reject(rule, ruledOtherwise);
  }
  if (rulesDecide || !policy.params['dispute.directorApproves'])
    return accepted([{ kind: 'FINAL' }], why.explain('RULED', ruled));
  return accepted([{ kind: 'PROPOSED' }], why.explain('PROPOSED', proposed));
};

/** By cross-multiplication, since the rules may speak in other weights than per cent. */
const isSameSplit = (one: readonly RuledShare[], other: readonly RuledShare[]): boolean => {
  const total = (all: readonly RuledShare[]) => all.reduce((sum, { parts }) => sum + parts, 0);
  const partOf = (all: readonly RuledShare[], staffId: string) =>
    all.filter((share) => share.staffId === staffId).reduce((sum, { parts }) => sum + parts, 0);
  const everybody = new Set([...one, ...other].map(({ staffId }) => staffId));
  return [...everybody].every((id) => partOf(one, id) * total(other) === partOf(other, id) * total(one));
};

const ruled = text('经理裁定，为终局。', 'The manager has ruled, which is final.');
const proposed = text(
  '经理书面提出分配意见，待销售总监审批。',
  'The manager proposes a split; the sales director decides on it.',
);
const ruledOtherwise = text(
  '经理的分配意见与规则所得不同。',
  'The manager divides it otherwise than the rules come to.',
);
