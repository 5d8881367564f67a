import type { Reasoning, Text } from '@shouwen/kernel';
import type { Sharing } from '../../ownership/index.ts';
import { handsOf, lastFree } from '../hands.ts';
import {
  claimantOfVisit,
  type GroundOf,
  type ReplacementConsequence,
  type ReplacementFacts,
  type ReplacementOutcome,
} from './replacement.ts';
import * as say from './replacementTexts.ts';
import { type Successor, standingIn } from './takeOver.ts';

/** What a replacement comes to. */
export type Plan = {
  readonly outcome: ReplacementOutcome;
  readonly summary: Text;
  /** Null: nobody takes over. */
  readonly successor: Successor | null;
  readonly consequences: readonly ReplacementConsequence[];
};

/** SR-4.03: the other stands in, and the client with all that comes of it stays the owner's. */
export const anotherForOldClient = (facts: ReplacementFacts, { consultantId }: GroundOf<'asksForAnother'>): Plan => ({
  outcome: 'STANDS_IN',
  summary: say.standsIn,
  successor: standingIn(facts, consultantId, claimantOfVisit(facts.visit)),
  consequences: [],
});

/**
 * SR-4.02: the client is the first one's, who shares the deal with the designated one, unless that one instigated it. Asked again, the
 * latest wish counts alone: whoever was designated in between has no part, and who goes back to the first leaves it whole.
 */
export const designated = (facts: ReplacementFacts, ground: GroundOf<'asksForAnother'>, because: Reasoning): Plan => {
  const { consultantId, instigated } = ground;
  const first = claimantOfVisit(facts.visit) as string;
  because.fact('first', first).fact('designated', consultantId).fact('instigated', instigated);
  if (facts.visit.sharing) because.fact('designatedBefore', facts.visit.consultantId);
  const successor = standingIn(facts, consultantId, first);
  const whole = { outcome: 'STANDS_IN', successor, consequences: wholeAgain(facts) } as const;
  if (consultantId === first) return { ...whole, summary: say.backToTheFirst };
  if (instigated) return { ...whole, summary: say.instigated };
  const shares: Sharing['shares'] = [
    { staffId: first, role: 'first', parts: null },
    { staffId: consultantId, role: 'designated', parts: null },
  ];
  const sharing: Sharing = { rule: 'SR-4.02', shares };
  return { outcome: 'STANDS_IN', summary: say.divided, successor, consequences: [{ type: 'ClaimDivided', sharing }] };
};

/** Whoever stands in goes, and what they did costs nobody else the client: another stands in, and the client stays the owner's. */
export const anotherStandIn = (facts: ReplacementFacts, because: Reasoning): Plan | null => {
  const free = lastFree(handsOf(facts));
  if (free === null) return null;
  because.apply('SR-1.28', 'SR-3.08');
  const successor = standingIn(facts, free, claimantOfVisit(facts.visit));
  return { outcome: 'STANDS_IN', summary: say.standsIn, successor, consequences: wholeAgain(facts) };
};

/** The division that was decided for the one who goes falls away, from the claim too. */
const wholeAgain = ({ visit }: ReplacementFacts): ReplacementConsequence[] => {
  const owner = claimantOfVisit(visit);
  if (!visit.sharing || owner === null) return [];
  const { rule } = visit.sharing;
  return [{ type: 'ClaimDivided', sharing: { rule, shares: [{ staffId: owner, role: 'owner', parts: 100 }] } }];
};
