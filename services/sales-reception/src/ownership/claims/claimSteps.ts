import { type RuleId, siteDate, startOfDay } from '@shouwen/kernel';
import type { Claim, ClaimEnded, ClaimEndReason, ClaimEvent } from './claim.ts';
import { holdsAt, lapseRules, lapsesByFreshness, lapsesOn } from './windows.ts';

export const opened = (claim: Claim, rules: readonly RuleId[]): ClaimEvent => ({ type: 'ClaimOpened', claim, rules });

type Beginning = Omit<Claim, 'status' | 'sharing' | 'endedAt' | 'endedOn' | 'endReason'>;

/** A claim to which nothing has happened yet. */
export const freshClaim = (beginning: Beginning): Claim => ({
  ...beginning,
  status: 'open',
  sharing: null,
  endedAt: null,
  endedOn: null,
  endReason: null,
});

type Ending = { readonly at: Date; readonly reason: ClaimEndReason; readonly rules: readonly RuleId[] };

/** Ends a claim at an instant. */
export const ended = ({ claimId }: Claim, { at, reason, rules }: Ending, zone: string): ClaimEnded => ({
  type: 'ClaimEnded',
  claimId,
  endedAt: at,
  endedOn: siteDate(at, zone),
  reason,
  rules,
});

/**
 * The end that the calendar brought, on the first day on which the claim does not hold; nothing when the row says so already.
 * A claim that nobody confirmed until then never proved anything (SR-2.02).
 */
export const lapsed = (claim: Claim, zone: string): ClaimEnded[] => {
  if (claim.status === 'ended') return [];
  const at = startOfDay(lapsesOn(claim), zone);
  if (claim.confirmation === 'awaited')
    return [ended(claim, { at, reason: 'never-confirmed', rules: ['SR-2.02'] }, zone)];
  const reason = lapsesByFreshness(claim) ? 'freshness-over' : 'validity-over';
  return [ended(claim, { at, reason, rules: lapseRules(claim) }, zone)];
};

/** The same for a claim that may still hold at that instant, or for none. */
export const lapsedBy = (claim: Claim | null, at: Date, zone: string): ClaimEnded[] =>
  claim && claim.openedAt <= at && !holdsAt(claim, at, zone) ? lapsed(claim, zone) : [];
