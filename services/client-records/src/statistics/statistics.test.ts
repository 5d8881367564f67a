import { describe, expect, it } from '@jest/globals';
import { given } from '@shouwen/testing';
import { type Counted, suppressed, withFigure } from './figure.ts';
import { lastPeriodBefore, periodsDue } from './period.ts';
import {
  type CheckFacts,
  decideCheck,
  decideCorrection,
  decideProposal,
  type ProposalFacts,
} from './statistics.decision.ts';

const now = new Date('2026-04-01T09:00:00+08:00');
const tier = (key: string, value: number): Counted => ({ group: 'tier', key, value, of: value });
const shown = (counted: readonly Counted[], smallest = 5) =>
  suppressed(counted, smallest).map(({ key, value }) => [key, value]);

describe('CR-4.09 figures of so few that they tell of persons are hidden', () => {
  it.each([
    [0, 0],
    [1, null],
    [4, null],
    [5, 5],
  ])('%d is shown as %p', (value, seen) => {
    expect(shown([{ group: 'class', key: 'buyer', value, of: value }])).toEqual([['buyer', seen]]);
  });

  it('the smallest that is shown is a parameter', () => {
    expect(shown([{ group: 'class', key: 'buyer', value: 9, of: 9 }], 10)).toEqual([['buyer', null]]);
  });

  it('a hidden part of a whole is not to be had by subtraction: the next smallest goes with it', () => {
    expect(shown([tier('A', 3), tier('B', 20), tier('C', 40)])).toEqual([
      ['A', null],
      ['B', null],
      ['C', 40],
    ]);
    expect(shown([tier('A', 3), tier('B', 2), tier('C', 40)])).toEqual([
      ['A', null],
      ['B', null],
      ['C', 40],
    ]);
    expect(shown([tier('A', 0), tier('B', 20), tier('C', 40)])).toEqual([
      ['A', 0],
      ['B', 20],
      ['C', 40],
    ]);
  });

  it('percents of few answers are hidden as the answers are', () => {
    expect(shown([{ group: 'satisfaction', key: 'percent', value: 87, of: 4 }])).toEqual([['percent', null]]);
    expect(shown([{ group: 'satisfaction', key: 'percent', value: 87, of: 5 }])).toEqual([['percent', 87]]);
  });

  it('one figure is changed, the others stay', () => {
    const figures = [
      { group: 'tier', key: 'A', value: 7 },
      { group: 'class', key: 'A', value: 8 },
    ] as const;
    expect(withFigure(figures, { group: 'tier', key: 'A', value: 9 })).toEqual([
      { ...figures[0], value: 9 },
      figures[1],
    ]);
  });
});

describe('CR-4.09 how often', () => {
  it.each([
    ['2026-03-01', 'monthly', '2026-02-01', '2026-02-28'],
    ['2026-03-31', 'monthly', '2026-02-01', '2026-02-28'],
    ['2026-01-15', 'monthly', '2025-12-01', '2025-12-31'],
    ['2026-03-31', 'quarterly', '2025-10-01', '2025-12-31'],
    ['2026-04-01', 'quarterly', '2026-01-01', '2026-03-31'],
    ['2026-03-31', 'once', '2026-02-01', '2026-02-28'],
  ] as const)('on %s, %s: %s to %s', (day, rhythm, from, through) => {
    expect(lastPeriodBefore(day, rhythm)).toEqual({ from, through });
  });

  it('each period once it is over, none left out when nobody was there to make it', () => {
    const froms = (rhythm: 'once' | 'monthly' | 'quarterly', today: string) =>
      periodsDue(rhythm, { grantedOn: '2026-03-03', today }).map(({ from }) => from);
    expect(froms('monthly', '2026-03-31')).toEqual(['2026-02-01']);
    expect(froms('monthly', '2026-04-01')).toEqual(['2026-02-01', '2026-03-01']);
    expect(froms('monthly', '2026-06-10')).toEqual(['2026-02-01', '2026-03-01', '2026-04-01', '2026-05-01']);
    expect(froms('quarterly', '2026-04-01')).toEqual(['2025-10-01', '2026-01-01']);
    expect(froms('once', '2026-06-10')).toEqual(['2026-02-01']);
  });
});

describe('CR-4.09 checked before issue', () => {
  const facts = (change: Partial<CheckFacts> = {}): CheckFacts => ({
    ...{ now, by: 'checker', verdict: 'approved', reason: null, state: 'prepared', parties: ['clerk', 'reader'] },
    ...change,
  });
  it('by another person than whoever asked for it, or reads it', () => {
    given(facts()).when(decideCheck).thenAccepted();
    given(facts({ by: 'clerk' }))
      .when(decideCheck)
      .thenRefused('OWN_REPORT', 'CR-4.09');
    given(facts({ by: 'reader' }))
      .when(decideCheck)
      .thenRefused('OWN_REPORT', 'CR-4.09');
  });
  it('once, and sent back only with a reason', () => {
    given(facts({ state: 'issued' }))
      .when(decideCheck)
      .thenRefused('REPORT_STATE', 'CR-4.09');
    given(facts({ verdict: 'refused', reason: '三个字' }))
      .when(decideCheck)
      .thenRefused('REASON_MISSING', 'CR-4.09');
    given(facts({ verdict: 'refused', reason: '数字不对' }))
      .when(decideCheck)
      .thenAccepted();
  });
});

describe('CR-4.09 correcting one figure of an issued report', () => {
  const facts = (change: Partial<ProposalFacts> = {}): ProposalFacts => ({
    ...{ now, state: 'issued', reason: '漏计三位客户', open: false, wanted: { group: 'tier', key: 'A', value: 10 } },
    figures: [
      { group: 'tier', key: 'A', value: 7 },
      { group: 'tier', key: 'B', value: null },
    ],
    ...change,
  });
  it('is for a figure that the report shows, and another number', () => {
    given(facts()).when(decideProposal).thenAccepted();
    const to = (key: string, value: number) =>
      given(facts({ wanted: { group: 'tier', key, value } })).when(decideProposal);
    to('A', 7).thenRefused('FIGURE_UNCHANGED', 'CR-4.09');
    to('A', -1).thenRefused('FIGURE_UNKNOWN', 'CR-4.09');
    to('B', 3).thenRefused('FIGURE_UNKNOWN', 'CR-4.09');
    to('C', 3).thenRefused('FIGURE_UNKNOWN', 'CR-4.09');
  });
  it('is for issued reports, one at a time, with a reason', () => {
    given(facts({ state: 'prepared' }))
      .when(decideProposal)
      .thenRefused('REPORT_STATE', 'CR-4.09');
    given(facts({ open: true }))
      .when(decideProposal)
      .thenRefused('CORRECTION_OPEN', 'CR-4.09');
    given(facts({ reason: '错' }))
      .when(decideProposal)
      .thenRefused('REASON_MISSING', 'CR-4.09');
  });
  it('is decided by another than who proposed it, once', () => {
    const asked = {
      now,
      by: 'general',
      proposedBy: 'advisor',
      decided: false,
      verdict: 'approved',
      reason: null,
    } as const;
    given(asked).when(decideCorrection).thenAccepted();
    given({ ...asked, proposedBy: 'general' })
      .when(decideCorrection)
      .thenRefused('OWN_CORRECTION', 'CR-4.09');
    given({ ...asked, decided: true })
      .when(decideCorrection)
      .thenRefused('REPORT_STATE', 'CR-4.09');
  });
});
