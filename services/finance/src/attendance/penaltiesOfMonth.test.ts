import { describe, expect, it } from '@jest/globals';
import { isPolicyFault, type PolicyVersion, resolvePolicy } from '@shouwen/kernel';
import type { PenaltyPolicy } from '../sanctions/index.ts';
import { penaltyPolicy } from '../sanctions/policy/penaltyPolicy.ts';
import { type CountedDeviation, penaltiesOfMonth } from './penaltiesOfMonth.decision.ts';

const now = new Date('2026-04-01T09:00:00+08:00');
const policyOf = (
  siteOverrides: Partial<PenaltyPolicy> = {},
  preset: 'one-month' | 'triple-confirmation' = 'triple-confirmation',
): PolicyVersion<PenaltyPolicy> => {
  const params = resolvePolicy(penaltyPolicy, { preset, siteOverrides });
  if (isPolicyFault(params)) throw new Error(params.message.en);
  return { name: 'penalties', preset, version: 1, effectiveFrom: new Date('2026-01-01T00:00:00+08:00'), params };
};

const about = (on: string, changes: Partial<CountedDeviation>): CountedDeviation => ({
  deviationId: `${changes.kind ?? 'late'} ${on}`,
  siteId: 'site',
  staffId: 'li',
  on,
  kind: 'late',
  minutes: null,
  halfDays: null,
  grave: false,
  recordedBy: 'clerk',
  policy: policyOf(),
  ...changes,
});
const late = (on: string, minutes = 10, more: Partial<CountedDeviation> = {}) => about(on, { minutes, ...more });
const early = (on: string, minutes = 10, more: Partial<CountedDeviation> = {}) =>
  about(on, { kind: 'left-early', minutes, ...more });
const absent = (on: string, halfDays = 1, more: Partial<CountedDeviation> = {}) =>
  about(on, { kind: 'absent', halfDays, ...more });
const costs = (...deviations: CountedDeviation[]) =>
  penaltiesOfMonth(deviations, now).map(({ code, amountFen, payHalfDays }) => [code, amountFen / 100, payHalfDays]);
const days = (count: number) =>
  Array.from({ length: count }, (_, day) => `2026-03-${String(day + 2).padStart(2, '0')}`);

describe('FI-4.01 late', () => {
  it('costs 20 the first time of a month, 40 the second, 80 the third and each further time', () => {
    const found = costs(...days(5).map((on) => late(on)));
    expect(found.map(([, yuan]) => yuan)).toEqual([20, 40, 80, 80, 80]);
    expect(found.every(([code, , pay]) => code === 'FI-4.01' && pay === 0)).toBe(true);
  });

  it.each([
    [1, 'FI-4.01', 20, 0],
    [59, 'FI-4.01', 20, 0],
    [60, 'FI-4.03', 100, 1],
    [239, 'FI-4.03', 100, 1],
    [240, 'FI-4.03', 200, 2],
    [480, 'FI-4.03', 200, 2],
  ])('by %i minutes is %s: %i yuan and the pay of %i half days', (minutes, code, yuan, halfDays) => {
    expect(costs(late('2026-03-02', minutes))).toEqual([[code, yuan, halfDays]]);
  });

  it('by an hour or more is absence instead: it is not counted among the month’s occurrences', () => {
    const found = costs(late('2026-03-02'), late('2026-03-03', 60), late('2026-03-04', 240), late('2026-03-05'));
    expect(found.map(([, yuan]) => yuan)).toEqual([20, 100, 200, 40]);
  });

  it('worked example 3: four times by 10 minutes, once by 70', () => {
    const month = [
      late('2026-03-02'),
      late('2026-03-09'),
      late('2026-03-16'),
      late('2026-03-20', 70),
      late('2026-03-30'),
    ];
    expect(costs(...month)).toEqual([
      ['FI-4.01', 20, 0],
      ['FI-4.01', 40, 0],
      ['FI-4.01', 80, 0],
      ['FI-4.03', 100, 1],
      ['FI-4.01', 80, 0],
    ]);
  });

  it('counts in the order of the days, in whichever order it was recorded', () => {
    const month = [
      late('2026-03-20'),
      early('2026-03-02'),
      late('2026-03-02'),
      late('2026-03-09', 90),
      late('2026-03-10'),
    ];
    const inOrder = penaltiesOfMonth(month, now);
    expect(inOrder.map(({ deviationId, amountFen }) => [deviationId, amountFen])).toEqual([
      ['late 2026-03-02', 2_000],
      ['left-early 2026-03-02', 5_000],
      ['late 2026-03-09', 10_000],
      ['late 2026-03-10', 4_000],
      ['late 2026-03-20', 8_000],
    ]);
    for (let turn = 0; turn < month.length; turn++) {
      const turned = [...month.slice(turn), ...month.slice(0, turn)].reverse();
      expect(penaltiesOfMonth(turned, now)).toEqual(inOrder);
    }
  });

  it('one more lateness never makes a month cheaper, nor one less dearer', () => {
    const month = [late('2026-03-03'), late('2026-03-10', 75), late('2026-03-17'), late('2026-03-24')];
    const sum = (deviations: CountedDeviation[]) =>
      penaltiesOfMonth(deviations, now).reduce((total, { amountFen }) => total + amountFen, 0);
    for (const minutes of [10, 59, 60, 239, 240])
      for (const on of ['2026-03-01', '2026-03-12', '2026-03-31'])
        expect(sum([...month, late(on, minutes)])).toBeGreaterThan(sum(month));
    for (const one of month) expect(sum(month.filter((other) => other !== one))).toBeLessThan(sum(month));
  });

  it('says which time it was, by which rules and under which version', () => {
    const [, second] = penaltiesOfMonth([late('2026-03-02'), late('2026-03-03')], now);
    expect(second?.explanation).toMatchObject({
      applied: ['FI-4.01'],
      rejected: [{ rule: 'FI-4.03' }],
      facts: expect.arrayContaining([
        { name: 'ordinalInMonth', value: 2 },
        { name: 'minutes', value: 10 },
      ]),
      policies: [{ name: 'penalties', version: 1 }],
    });
  });

  it('is what the policy of its day says, also when it changes within the month', () => {
    const dearer = { policy: policyOf({ 'late.secondFen': 5_000, 'late.furtherFen': 16_000 }) };
    const month = [
      late('2026-03-02'),
      late('2026-03-03', 10, dearer),
      late('2026-03-04'),
      late('2026-03-05', 10, dearer),
    ];
    expect(costs(...month).map(([, yuan]) => yuan)).toEqual([20, 50, 80, 160]);
    const longer = { policy: policyOf({ 'absent.halfDayFromMinutes': 90, 'absent.dayFromMinutes': 91 }) };
    expect(
      costs(late('2026-03-02', 89, longer), late('2026-03-03', 90, longer), late('2026-03-04', 91, longer)),
    ).toEqual([
      ['FI-4.01', 20, 0],
      ['FI-4.03', 100, 1],
      ['FI-4.03', 200, 2],
    ]);
  });

  it('costs nothing where the site has no penalties of attendance', () => {
    expect(costs(late('2026-03-02', 300, { policy: policyOf({}, 'one-month') }))).toEqual([]);
    expect(
      costs(late('2026-03-02', 10, { policy: policyOf({ 'attendance.enabled': true }, 'one-month') })),
    ).toHaveLength(1);
    expect(costs(late('2026-03-02', 300, { policy: null }))).toEqual([]);
  });
});

describe('FI-4.02 leaving early', () => {
  it('costs 50, from the third of a month on 100 each; the first two stay at 50', () => {
    expect(costs(...days(4).map((on) => early(on))).map(([, yuan]) => yuan)).toEqual([50, 50, 100, 100]);
  });

  it.each([
    [59, 'FI-4.02', 50, 0],
    [60, 'FI-4.03', 100, 1],
    [239, 'FI-4.03', 100, 1],
    [240, 'FI-4.03', 200, 2],
  ])('by %i minutes is %s: %i yuan and the pay of %i half days', (minutes, code, yuan, halfDays) => {
    expect(costs(early('2026-03-02', minutes))).toEqual([[code, yuan, halfDays]]);
  });

  it('does not count with lateness, and what is absence instead does not count', () => {
    const month = [
      early('2026-03-02'),
      late('2026-03-02'),
      early('2026-03-03', 60),
      early('2026-03-04'),
      early('2026-03-05'),
    ];
    expect(costs(...month).map(([, yuan]) => yuan)).toEqual([20, 50, 100, 50, 100]);
  });

  it('from the fourth on where a site reads its source so', () => {
    const policy = policyOf({ 'leftEarly.raisedFrom': 4, 'leftEarly.raisedFen': 9_000 });
    expect(costs(...days(4).map((on) => early(on, 10, { policy }))).map(([, yuan]) => yuan)).toEqual([50, 50, 50, 90]);
  });
});

describe('FI-4.03 absent without leave', () => {
  it.each([
    [1, 100],
    [2, 200],
  ])('%i half days cost %i yuan and their pay', (halfDays, yuan) => {
    expect(costs(absent('2026-03-02', halfDays))).toEqual([['FI-4.03', yuan, halfDays]]);
  });

  it.each([
    ['half a day', 1, 10_001, 5_001],
    ['a day', 2, 10_001, 10_001],
    ['half a day', 1, 30_000, 15_000],
  ])('the pay of %s is known where the site tells the daily pay', (_, halfDays, daily, payFen) => {
    const policy = policyOf({ 'absent.dailyPayFen': daily });
    expect(penaltiesOfMonth([absent('2026-03-02', halfDays, { policy })], now)).toMatchObject([{ payFen }]);
    expect(penaltiesOfMonth([absent('2026-03-02', halfDays)], now)).toMatchObject([{ payFen: null }]);
  });

  it('grave: dismissal is proposed, from the first absence on, or from a later one where the site says so', () => {
    const month = (policy: PolicyVersion<PenaltyPolicy>) => [
      absent('2026-03-02', 2, { grave: true, policy }),
      absent('2026-03-03', 2, { policy }),
      late('2026-03-04', 60, { policy }),
      absent('2026-03-05', 1, { grave: true, policy }),
    ];
    const graves = (policy: PolicyVersion<PenaltyPolicy>) =>
      penaltiesOfMonth(month(policy), now).map(({ grave }) => grave);
    expect(graves(policyOf())).toEqual([true, false, false, true]);
    expect(graves(policyOf({ 'absent.dismissalFrom': 4 }))).toEqual([false, false, false, true]);
    expect(graves(policyOf({ 'absent.dismissalFrom': 5 }))).toEqual([false, false, false, false]);
  });
});

it('a policy whose half day begins after its whole day contradicts itself', () => {
  const siteOverrides = { 'absent.halfDayFromMinutes': 241 };
  const fault = resolvePolicy(penaltyPolicy, { preset: 'triple-confirmation', siteOverrides });
  expect(fault).toMatchObject({ outcome: 'policy-fault', parameter: 'absent.halfDayFromMinutes' });
});
