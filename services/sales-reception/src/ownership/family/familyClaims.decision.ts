import {
  type Accepted,
  accepted,
  type PolicyVersion,
  type Reasoning,
  type RuleId,
  reasoning,
  siteDate,
} from '@shouwen/kernel';
import type { SalesPolicy } from '../../policies/index.ts';
import type { Claim, ClaimEvent, Sharing } from '../claims/claim.ts';
import { ended, opened } from '../claims/claimSteps.ts';
import * as say from './familyTexts.ts';

/** Two members of a family whom two consultants received, before a deal. */
export type FamilyFacts = {
  readonly relation: 'spouse' | 'family';
  /** The client's claim that holds now that the visit is registered; null when there is none. */
  readonly own: Claim | null;
  /** The relative's, that held when the visit began. */
  readonly relative: Claim | null;
  /** The relative had bought, and cancelled since (SR-3.15). */
  readonly relativeCancelled: boolean;
  /** Whom the client names when both registrations are of one day (SR-2.05). */
  readonly clientSays: string | null;
  readonly at: Date;
  readonly zone: string;
  /** In force when the visit began. */
  readonly policy: PolicyVersion<SalesPolicy>;
  readonly newClaimId: string;
};

/** `JOINT`: both share from now on. `FIRST_RECORD`: one of the two has both from now on. `NONE`: nothing changes. */
export type FamilyOutcome = 'JOINT' | 'FIRST_RECORD' | 'NONE';

/** SR-3.14, SR-3.15, SR-2.05: whose a couple or a family is whom two consultants received separately. */
export const decideFamilyClaims = (facts: FamilyFacts): Accepted<ClaimEvent> => {
  const { relation, own, relative, policy, at } = facts;
  const why = reasoning(at).under(policy).fact('relation', relation).fact('cancelledBefore', facts.relativeCancelled);
  const rule: RuleId = facts.relativeCancelled && policy.params['claim.proof'] === 'triple' ? 'SR-3.15' : 'SR-3.14';
  const record = relative && isProven(relative, facts) ? relative : null;
  if (!own || !record) return accepted([], why.reject(rule, say.noValidRecord).explain('NONE', say.noValidRecord));
  why.fact('ownRecord', own.consultantId, own.openedAt).fact('relativesRecord', record.consultantId, record.openedAt);
  why.apply(rule);
  if (own.consultantId === record.consultantId) return accepted([], why.explain('NONE', say.sameConsultant));
  if (relation === 'spouse' && policy.params['family.spouses'] === 'joint') return joint(own, record, why);
  return firstRecord(facts, { own, record, rule }, why);
};

/** A registration of that same day is not confirmed yet, and that is nobody's fault (SR-2.02). A call is no proof. */
const isProven = (claim: Claim, { own, at, zone }: FamilyFacts): boolean =>
  claim.openedBy === 'visit' &&
  (claim.confirmation !== 'awaited' || claim.openedOn === (own?.openedOn ?? siteDate(at, zone)));

const inOrder = (one: Claim, other: Claim): [Claim, Claim] =>
  one.openedAt <= other.openedAt ? [one, other] : [other, one];

const joint = (own: Claim, record: Claim, why: Reasoning): Accepted<ClaimEvent> => {
  const [first, other] = inOrder(own, record);
  const shares: Sharing['shares'] = [first, other].map(({ consultantId: staffId }) => ({
    staffId,
    role: 'joint',
    parts: null,
  }));
  const sharing: Sharing = { rule: 'SR-3.14', shares };
  const events = [own, record]
    .filter((claim) => claim.sharing === null)
    .map(({ claimId }): ClaimEvent => ({ type: 'ClaimShared', claimId, sharing }));
  return accepted(events, why.explain('JOINT', say.jointFromNow));
};

type Records = { readonly own: Claim; readonly record: Claim; readonly rule: RuleId };

const firstRecord = (facts: FamilyFacts, { own, record, rule }: Records, why: Reasoning): Accepted<ClaimEvent> => {
  const { at, zone, newClaimId, clientSays, policy } = facts;
  why.apply(rule === 'SR-3.15' ? 'SR-3.06' : 'SR-2.05');
  const wordDecides = policy.params['registration.sameDayConflict'] === 'client-decides';
  const named =
    wordDecides && own.openedOn === record.openedOn
      ? [own, record].find(({ consultantId }) => consultantId === clientSays)
      : undefined;
  if (named) why.fact('clientSays', clientSays);
  const [first] = named ? [named] : inOrder(own, record);
  const loser = first === own ? record : own;
  const rules: RuleId[] = [rule];
  const moved: Claim = {
    ...loser,
    claimId: newClaimId,
    consultantId: first.consultantId,
    openedAt: at,
    openedOn: siteDate(at, zone),
    sharing: null,
  };
  const events = [ended(loser, { at, reason: 'family-first-record', rules }, zone), opened(moved, rules)];
  return accepted(events, why.explain('FIRST_RECORD', say.firstRecordOwns));
};
