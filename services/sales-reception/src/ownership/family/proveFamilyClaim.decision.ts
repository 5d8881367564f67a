import {
  accepted,
  claimWindowEnd,
  type Decision,
  type PolicyVersion,
  type Refusal,
  type RuleId,
  reasoning,
  refused,
  siteDate,
} from '@shouwen/kernel';
import type { SalesPolicy } from '../../policies/index.ts';
import type { Claim, ClaimEvent, Purchase, Sharing } from '../claims/claim.ts';
import { ended, opened } from '../claims/claimSteps.ts';
import * as say from './familyTexts.ts';

export type FamilyRelation = 'spouse' | 'parent' | 'child';

export type FamilyProofFacts = {
  readonly deal: Purchase;
  /** What the relative is to the buyer. */
  readonly relation: FamilyRelation;
  /** The relative's claim that held when the deal closed; null when there was none. */
  readonly record: Claim | null;
  /** The buyer's own claim that held then; null when the deal went to the receiver. */
  readonly own: Claim | null;
  /** The buyer's claim whose row is open now. */
  readonly open: Claim | null;
  /** Who shares the deal so far. */
  readonly sharedBy: readonly string[];
  readonly at: Date;
  readonly zone: string;
  /** In force when the deposit was paid: it started the time for proof. */
  readonly policy: PolicyVersion<SalesPolicy>;
  readonly newClaimId: string;
};

export type FamilyProven =
  | ClaimEvent
  | { readonly type: 'DealDivided'; readonly dealId: string; readonly sharing: Sharing; readonly consultantId: string };

export type FamilyProofRefusal = Refusal<keyof typeof say.refusals>;

/**
 * SR-3.14: after the deposit a relative's consultant may still show the first valid record, until 24:00 of the second day; later the
 * deal stays with whoever took the deposit.
 */
export const decideFamilyProof = (facts: FamilyProofFacts): Decision<FamilyProven, FamilyProofRefusal> => {
  const { deal, record, own, at, zone, policy } = facts;
  const why = reasoning(at).under(policy).fact('deal', deal.dealId, deal.closedAt).fact('relation', facts.relation);
  const no = (code: FamilyProofRefusal['code'], rule: RuleId = 'SR-3.14') => {
    const message = say.refusals[code];
    return refused<FamilyProofRefusal>({ code, rule, message }, why.apply(rule).explain('REFUSED', message));
  };
  if (deal.cancelledAt !== null) return no('DEAL_NOT_OPEN');
  const days = policy.params['family.proofDays'];
  if (days === null) return no('FAMILY_PROOF_NOT_HERE');
  const through = claimWindowEnd(deal.closedOn, days);
  why.fact('proofThrough', through);
  if (siteDate(at, zone) > through) return no('PROOF_TOO_LATE');
  const isProof =
    record?.openedBy === 'visit' && (record.confirmation !== 'awaited' || record.openedOn === deal.closedOn);
  if (!record || !isProof) return no('NO_VALID_PROOF', 'SR-3.06');
  why
    .fact('relativesRecord', record.consultantId, record.openedAt)
    .fact('ownRecord', own?.consultantId ?? null, own?.openedAt);
  if (own && own.openedAt <= record.openedAt) return no('NOT_THE_FIRST_RECORD');
  const { consultantId } = record;
  if (facts.sharedBy.every((one) => one === consultantId)) return no('ALREADY_YOURS');
  const shares: Sharing['shares'] = [{ staffId: consultantId, role: 'owner', parts: 100 }];
  const divided = {
    type: 'DealDivided',
    dealId: deal.dealId,
    sharing: { rule: 'SR-3.14', shares },
    consultantId,
  } as const;
  why.apply('SR-3.14', 'SR-3.06').fact('consultant', consultantId);
  return accepted([divided, ...handedOver(facts, consultantId)], why.explain('PROVEN', say.proven));
};

/** The buyer's claim goes the same way, so that nobody else follows the client up. */
const handedOver = ({ open, at, zone, newClaimId }: FamilyProofFacts, consultantId: string): ClaimEvent[] => {
  if (!open || open.consultantId === consultantId) return [];
  const rules: RuleId[] = ['SR-3.14'];
  const moved = {
    ...open,
    claimId: newClaimId,
    consultantId,
    openedAt: at,
    openedOn: siteDate(at, zone),
    sharing: null,
  };
  return [ended(open, { at, reason: 'family-first-record', rules }, zone), opened(moved, rules)];
};
