import { describe, expect, it } from '@jest/globals';
import type { DayReport, RowReport } from './dayReport.ts';
import { printReport } from './printReport.ts';

const row: RowReport = {
  line: 3,
  date: '2026-03-02',
  time: '09:28',
  event: 'visit',
  client: '许丽',
  outcome: 'accepted',
  consultant: '刘洋',
  rules: ['SR-1.20', 'SR-1.02'],
  turn: 'counted',
  code: null,
  reason: null,
};
const refused: RowReport = {
  ...row,
  line: 9,
  event: 'followup',
  outcome: 'refused',
  rules: ['SR-3.02'],
  turn: null,
  code: 'CLAIM_LAPSED',
  reason: { zh: '归属已失效。', en: 'The claim lapsed.' },
};
const report: DayReport = {
  diary: 'd.csv',
  preset: 'triple-confirmation',
  rows: [row, refused],
  turns: [{ consultant: '刘洋', turns: 1 }],
  owners: [
    {
      number: 'C000001',
      client: '许丽',
      phone: '138****1753',
      consultant: '刘洋',
      sharedWith: ['王芳'],
      validThrough: '2026-04-01',
      freshThrough: '2026-03-11',
      rules: ['SR-3.01'],
      reason: null,
    },
  ],
  commission: [
    {
      date: '2026-03-02',
      client: '许丽',
      party: 'consultant',
      consultant: '刘洋',
      amountFen: 1_183_168,
      cause: 'commission',
      rules: ['FI-1.01'],
      reason: { zh: '佣金', en: 'commission' },
    },
  ],
};

describe('the report as a person reads it', () => {
  const lines = printReport(report).split('\n');
  const lineWith = (word: string) => lines.find((line) => line.includes(word));

  it('says who received whom, by which rules, and whether it was a turn', () => {
    expect(lineWith('09:28  许丽')).toMatch(/刘洋 +counted +SR-1\.20 SR-1\.02/);
  });

  it('lists what was refused with its line, its code, its rule and why', () => {
    expect(lineWith('CLAIM_LAPSED')).toMatch(
      /^9 +2026-03-02 09:28 +followup +许丽 +CLAIM_LAPSED +SR-3\.02 +归属已失效。/,
    );
  });

  it('says whose the clients are and what was earned', () => {
    expect(lineWith('138****1753')).toMatch(/刘洋 \+ 王芳 +2026-04-01 +2026-03-11/);
    expect(lineWith('11831.68')).toMatch(/刘洋 +11831\.68 +commission +FI-1\.01/);
    expect(lines.at(-4)).toBe('2 rows: 1 accepted, 1 refused by a rule, 0 failed');
  });

  it('keeps its columns straight though Chinese characters take two', () => {
    const table = printReport({ ...report, rows: [row, { ...row, client: 'Li' }] }).split('\n');
    const places = table
      .filter((line) => line.includes('counted  SR'))
      .map((line) => line.replace(/[^\x20-\x7e]/g, 'xx').indexOf('counted'));
    expect(new Set(places).size).toBe(1);
  });
});
