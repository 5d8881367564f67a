import { type RuleId, siteDate } from '@shouwen/kernel';
import type { SalesPolicy } from '../../policies/index.ts';
import type { Claim, ClaimEndReason, ClaimEvent, Sharing } from '../claims/claim.ts';
import { ended, freshClaim, lapsedBy, opened } from '../claims/claimSteps.ts';
import { holdsAt, windowOfVisit } from '../claims/windows.ts';

/** Why somebody's client becomes another's by decision; whoever held the claim cannot recognise the client any more. */
export type TransferReason = Extract<ClaimEndReason, 'transferred' | 'replaced' | 'poached' | 'ruled'>;

export type TransferFacts = {
  readonly siteId: string;
  readonly clientId: string;
  /** The claim whose row is open, whatever the calendar says; null when there is none. */
  readonly open: Claim | null;
  /** Whose client it becomes; null: nobody's. */
  readonly to: string | null;
  readonly reason: TransferReason;
  readonly rules: readonly RuleId[];
  readonly sourceId: string;
  readonly window: 'anew' | 'kept';
  readonly sharing: Sharing | null;
  readonly at: Date;
  readonly zone: string;
  readonly newClaimId: string;
};

/** What handing a client over means for the claims: what holds ends, and the new owner's begins at the same instant. */
export const transferred = (policy: SalesPolicy, facts: TransferFacts): ClaimEvent[] => {
  const { open: row, to, at, zone, reason, rules } = facts;
  const open = row && holdsAt(row, at, zone) ? row : null;
  const before = open ? [ended(open, { at, reason, rules }, zone)] : lapsedBy(row, at, zone);
  return to === null ? before : [...before, opened(claimFor(facts, { to, open, policy }), rules)];
};

type Beginning = { readonly to: string; readonly open: Claim | null; readonly policy: SalesPolicy };

const claimFor = (facts: TransferFacts, { to, open, policy }: Beginning): Claim => {
  const { clientId, siteId, at, sourceId, newClaimId, window, sharing, zone } = facts;
  const { windowFrom, validThrough, freshThrough } = window === 'kept' && open ? open : windowOfVisit(at, policy, zone);
  const windows = { windowFrom, validThrough, freshThrough };
  const openedOn = siteDate(at, zone);
  const beginning = { claimId: newClaimId, clientId, siteId, consultantId: to, sourceId, openedAt: at, openedOn };
  return { ...freshClaim({ ...beginning, openedBy: 'visit', ...windows, confirmation: 'not-needed' }), sharing };
};
