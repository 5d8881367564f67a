import { describe, expect, it } from '@jest/globals';
import { isPolicyFault, type PolicyVersion, type RuleId, resolvePolicy } from '@shouwen/kernel';
import { amountUnder } from '../policy/amountUnder.ts';
import { type PenaltyPolicy, penaltyPolicy } from '../policy/penaltyPolicy.ts';
import { effects as allEffects, type Effect, effectsUnder, isEffectFault } from './effects.ts';
import { entryOf, fineSchedule } from './fineSchedule.ts';

/** What a code brings besides the money, as the rulebook says it. */
type Brings = {
  readonly always?: readonly Effect[];
  readonly grave?: readonly Effect[];
  readonly deal?: readonly Effect[];
  /** Exactly one of them. */
  readonly either?: readonly Effect[];
  /** At most one of them, on the manager's choice. */
  readonly may?: readonly Effect[];
};

const policyOf = (overrides: Partial<PenaltyPolicy> = {}): PolicyVersion<PenaltyPolicy> => {
  const siteOverrides = { 'schedule.club': true, ...overrides };
  const params = resolvePolicy(penaltyPolicy, { preset: 'triple-confirmation', siteOverrides });
  if (isPolicyFault(params)) throw new Error(params.message.en);
  const effectiveFrom = new Date('2026-01-01T00:00:00+08:00');
  return { name: 'penalties', preset: 'triple-confirmation', version: 1, effectiveFrom, params };
};
const { params } = policyOf();

/** Every choice a manager could send. */
const everyChoice: readonly (readonly Effect[])[] = Array.from({ length: 2 ** allEffects.length }, (_, bits) =>
  allEffects.filter((_effect, index) => bits & (1 << index)),
);

/** The rulebook read once more: which effects come of a choice; null when the choice is not allowed. */
const expectedOf = (
  { always = [], grave = [], deal = [], either = [], may = [] }: Brings,
  { chosen, isGrave, hasDeal }: { chosen: readonly Effect[]; isGrave: boolean; hasDeal: boolean },
): Effect[] | null => {
  const must = [...always, ...(isGrave ? grave : []), ...(hasDeal ? deal : [])];
  const extra = chosen.filter((effect) => !must.includes(effect));
  const ofEither = extra.filter((effect) => either.includes(effect));
  const ofMay = extra.filter((effect) => may.includes(effect));
  if (extra.length !== ofEither.length + ofMay.length || ofMay.length > 1) return null;
  if (ofEither.length !== (either.length > 0 ? 1 : 0)) return null;
  if (ofEither.includes('withhold-deal') && !hasDeal) return null;
  return allEffects.filter((effect) => must.includes(effect) || extra.includes(effect));
};

const suspend: Brings = { always: ['suspend'] };
const liableByWeight: Brings = { always: ['liability'], may: ['suspend', 'dismissal'] };

describe.each<[RuleId, number | [number, number], 'each' | 'ruling' | 'price', Brings]>([
  ['V-01', 20, 'each', {}],
  ['V-02', 20, 'each', {}],
  ['V-03', 20, 'each', {}],
  ['V-04', 20, 'each', {}],
  ['V-05', 50, 'each', {}],
  ['V-06', 20, 'each', {}],
  ['V-07', 50, 'each', {}],
  ['V-08', 50, 'each', {}],
  ['V-09', 50, 'each', {}],
  ['V-10', 50, 'each', {}],
  ['V-11', 50, 'each', {}],
  ['V-12', 50, 'each', {}],
  ['V-13', 100, 'each', suspend],
  ['V-14', 100, 'each', suspend],
  ['V-15', 100, 'each', suspend],
  ['V-16', [100, 1000], 'each', suspend],
  ['V-17', 50, 'each', {}],
  ['V-18', 50, 'each', {}],
  ['V-19', 50, 'each', {}],
  ['V-20', 50, 'each', {}],
  ['V-21', 50, 'each', {}],
  ['V-22', 50, 'each', {}],
  ['V-23', 100, 'each', {}],
  ['V-24', 50, 'each', {}],
  ['V-25', 50, 'each', { may: ['suspend'] }],
  ['V-26', [100, 1000], 'each', suspend],
  ['V-27', 200, 'each', suspend],
  ['V-28', 100, 'each', { may: ['liability'] }],
  ['V-29', 200, 'each', liableByWeight],
  ['V-30', 200, 'each', {}],
  ['V-31', 100, 'each', { always: ['liability'], grave: ['dismissal'] }],
  ['V-32', 500, 'each', { deal: ['withhold-deal'] }],
  ['V-33', 100, 'each', liableByWeight],
  ['V-34', 100, 'each', {}],
  ['V-35', 200, 'each', {}],
  ['V-36', 1000, 'each', { grave: ['withhold-month', 'dismissal'] }],
  ['V-37', 500, 'each', { ...liableByWeight, either: ['withhold-deal', 'withhold-all'] }],
  ['V-38', 500, 'each', {}],
  ['V-39', 1000, 'each', { grave: ['withhold-all', 'dismissal', 'liability'] }],
  ['V-40', 100, 'each', {}],
  ['V-41', 500, 'each', suspend],
  ['V-42', 2000, 'each', { grave: ['withhold-all'], may: ['suspend', 'dismissal'] }],
  ['V-43', [0.01, 100_000], 'price', {}],
  ['V-44', 50, 'each', {}],
  ['V-45', 50, 'each', {}],
  ['V-46', 100, 'each', {}],
  ['V-47', 500, 'each', suspend],
  ['V-48', 1000, 'each', { always: ['client-returned'], may: ['dismissal'] }],
  ['V-49', 1000, 'each', {}],
  ['V-50', [100, 1000], 'each', { may: ['client-reassigned'] }],
  ['V-51', [1000, 20_000], 'each', { always: ['off-site', 'liability'] }],
  ['V-52', [0, 20_000], 'ruling', { always: ['off-site', 'client-reassigned'] }],
  ['K-01', 10, 'each', {}],
  ['K-02', 100, 'each', {}],
  ['K-03', 100, 'each', {}],
  ['K-04', 100, 'each', {}],
  ['K-05', 500, 'each', { always: ['client-reassigned'] }],
])('%s of the schedule', (code, yuan, per, brings) => {
  const [least, most] = Array.isArray(yuan) ? yuan : [yuan, yuan];
  const fen = (amount: number) => Math.round(amount * 100);

  it('costs what the rulebook says, for each occurrence', () => {
    const basis = per === 'each' ? (least === most ? 'fixed' : 'range') : per;
    expect(amountUnder(params, code, 1)).toEqual({ basis, leastFen: fen(least), mostFen: fen(most) });
    const times = per === 'each' ? 3 : 1;
    expect(amountUnder(params, code, 3)).toEqual({ basis, leastFen: fen(least) * times, mostFen: fen(most) * times });
  });

  it('may cost something else at a site, within a range or not', () => {
    const own = policyOf({ [`${code}.leastFen`]: 1_234, [`${code}.mostFen`]: 5_678 }).params;
    expect(amountUnder(own, code, 1)).toMatchObject({ leastFen: 1_234, mostFen: 5_678 });
  });

  it('brings besides what the rulebook says, whatever the manager chooses, and nothing else', () => {
    for (const isGrave of [false, true])
      for (const hasDeal of [false, true])
        for (const chosen of everyChoice) {
          const found = effectsUnder(entryOf(code)?.effects ?? [], { chosen, grave: isGrave, hasDeal });
          const expected = expectedOf(brings, { chosen, isGrave, hasDeal });
          if (expected === null) expect(isEffectFault(found)).toBe(true);
          else expect(found).toEqual(expected);
        }
  });
});

describe('the schedules', () => {
  it('have the 52 codes of the sales floor and the 5 of the club, each once', () => {
    const codes = fineSchedule.map(({ code }) => code);
    expect(codes.filter((code) => code.startsWith('V'))).toHaveLength(52);
    expect(codes.filter((code) => code.startsWith('K'))).toHaveLength(5);
    expect(new Set(codes).size).toBe(57);
  });

  it.each([
    ['V-17', 'item', 'offender'],
    ['V-18', 'item', 'offender'],
    ['V-31', 'unit', 'author-and-checker'],
    ['V-34', 'unit', 'offender'],
    ['V-42', 'item', 'offender'],
    ['V-49', 'occurrence', 'each-party'],
    ['K-01', 'day', 'department-head'],
    ['K-02', 'occurrence', 'each-party'],
    ['K-04', 'occurrence', 'head-and-employee'],
    ['K-05', 'occurrence', 'head-and-employee'],
  ])('%s counts each %s, of %s', (code, unit, fined) => {
    expect(entryOf(code)).toMatchObject({ unit, fined });
  });

  it('a range whose least is above its most is a policy that contradicts itself, and names the parameter', () => {
    const fault = resolvePolicy(penaltyPolicy, {
      preset: 'triple-confirmation',
      siteOverrides: { 'V-16.leastFen': 100_001 },
    });
    expect(fault).toMatchObject({ outcome: 'policy-fault', parameter: 'V-16.leastFen' });
  });
});
