import { type RuleId, siteDate, startOfDay } from '@shouwen/kernel';
import type { Claim, ClaimEnded, ClaimEndReason, ClaimEvent } from './claim.ts';
import { lapseRules, lapsesByFreshness, lapsesOn } from './windows.ts';

export const opened = (claim: Claim, rules: readonly RuleId[]): ClaimEvent => ({ type: 'ClaimOpened', claim, rules });

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

/** The end that the calendar brought, on the first day on which the claim does not hold; nothing when the row says so already. */
export const lapsed = (claim: Claim, zone: string): ClaimEnded[] => {
  if (claim.status === 'ended') return [];
  const byFreshness = lapsesByFreshness(claim);
  const at = startOfDay(lapsesOn(claim), zone);
  return [
    ended(claim, { at, reason: byFreshness ? 'freshness-over' : 'validity-over', rules: lapseRules(claim) }, zone),
  ];
};
