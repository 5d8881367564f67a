/** What a fine may bring besides the money (FI-3). */
export const effects = [
  /** Off the rotation, 停盘, 停岗, for a time that the manager sets. */
  'suspend',
  'withhold-deal',
  'withhold-month',
  'withhold-all',
  /** From here on proposals to management. */
  'dismissal',
  'liability',
  'off-site',
  'client-returned',
  'client-reassigned',
] as const;
export type Effect = (typeof effects)[number];

/** These are told and listed; management acts on them. */
export const proposalsToManagement: readonly Effect[] = [
  'dismissal',
  'liability',
  'off-site',
  'client-returned',
  'client-reassigned',
];

/**
 * When an effect of a code applies: always; when the manager finds the case grave (major); when a deal came of it; or where the
 * manager chooses it ("may", "by weight", "on request", "for losses").
 */
export type EffectCondition = 'always' | 'grave' | 'deal' | 'choice';

/** Of several effects in one rule exactly one applies ("one deal's or all"), or with `choice` at most one ("suspend or dismissal"). */
export type EffectRule = { readonly when: EffectCondition; readonly oneOf: readonly Effect[] };

export type EffectFacts = {
  readonly chosen: readonly Effect[];
  readonly grave: boolean;
  readonly hasDeal: boolean;
};

export type EffectFault =
  | { readonly outcome: 'effect-not-allowed'; readonly effect: Effect }
  | { readonly outcome: 'effect-missing'; readonly oneOf: readonly Effect[] };

/** What applies under the rules of a code: what has to, and what the manager chose out of what may. */
export const effectsUnder = (rules: readonly EffectRule[], facts: EffectFacts): readonly Effect[] | EffectFault => {
  const open = rules.filter(({ when }) => applies(when, facts));
  const stray = facts.chosen.find((effect) => !open.some(({ oneOf }) => oneOf.includes(effect)));
  if (stray) return { outcome: 'effect-not-allowed', effect: stray };
  const found: Effect[] = [];
  for (const { when, oneOf } of open) {
    const [first, second] = oneOf.filter((effect) => facts.chosen.includes(effect));
    if (second) return { outcome: 'effect-not-allowed', effect: second };
    const only = oneOf.length === 1 && when !== 'choice' ? oneOf[0] : first;
    if (only) found.push(only);
    else if (when !== 'choice') return { outcome: 'effect-missing', oneOf };
  }
  if (!facts.hasDeal && found.includes('withhold-deal')) {
    return { outcome: 'effect-not-allowed', effect: 'withhold-deal' };
  }
  return effects.filter((effect) => found.includes(effect));
};

/** Tells a fault from the effects that apply. */
export const isEffectFault = (found: readonly Effect[] | EffectFault): found is EffectFault => 'outcome' in found;

const applies = (when: EffectCondition, { grave, hasDeal }: EffectFacts): boolean =>
  when === 'grave' ? grave : when === 'deal' ? hasDeal : true;
