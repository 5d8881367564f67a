import { describe, expect, it } from '@jest/globals';
import {
  decideCompletion,
  decideRecord,
  decideStart,
  nextInspectionDue,
  type RecordFacts,
} from './inspection.decision.ts';
import { type Finding, findings, isOverdue } from './inspection.ts';

const now = new Date('2026-08-31T16:00:00+08:00');
const policy = {
  ...{ name: 'records', preset: 'records-strict', version: 0, effectiveFrom: new Date(0) },
  params: { 'custody.inspectionMonths': 6 },
};

describe('CR-3.04 custody is inspected every six months', () => {
  it.each([
    ['2026-03-15', '2026-09-14'],
    ['2026-08-31', '2027-02-28'],
    ['2027-08-31', '2028-02-29'],
    ['2026-01-01', '2026-06-30'],
  ])('after %s it is due by the end of %s, and overdue on the next day', (lastOn, dueOn) => {
    expect(nextInspectionDue(lastOn, policy)).toBe(dueOn);
    expect(isOverdue({ dueOn }, dueOn)).toBe(false);
    expect(isOverdue({ dueOn: '2026-09-14' }, '2026-09-15')).toBe(true);
  });

  it('one at a time', () => {
    expect(decideStart({ now, by: 'wang', anotherIsOpen: true })).toMatchObject({
      refusal: { code: 'INSPECTION_OPEN' },
    });
    expect(decideStart({ now, by: 'wang', anotherIsOpen: false }).outcome).toBe('accepted');
  });
});

describe('CR-3.04 each file is recorded, and what is missing comes to light at once', () => {
  const line = (fileId: string, finding: Finding) => ({ fileId, finding, custodianId: 'wang' });
  const record = (change: Partial<RecordFacts>) =>
    decideRecord({
      ...{ now, by: 'wang', classified: false, completedAt: null, before: new Map() },
      ...{ lines: findings.map((finding) => line(`file ${finding}`, finding)), ...change },
    });

  it('found, missing, damaged, faded or repaired', () => {
    expect(record({})).toMatchObject({ outcome: 'accepted', events: [{ lost: ['file missing'] }] });
  });

  it('a loss that was recorded before is not reported again', () => {
    expect(record({ before: new Map([['file missing', 'missing']]) })).toMatchObject({ events: [{ lost: [] }] });
    expect(record({ before: new Map([['file missing', 'found']]) })).toMatchObject({
      events: [{ lost: ['file missing'] }],
    });
  });

  it.each<[string, Partial<RecordFacts>, string]>([
    ['after it is complete', { completedAt: now }, 'INSPECTION_DONE'],
    ['nothing', { lines: [] }, 'NO_FILES'],
    ['101 files', { lines: Array(101).fill(line('f', 'found')) }, 'NO_FILES'],
    ['classified files of another custodian', { classified: true, by: 'zhang' }, 'NOT_THE_CUSTODIAN'],
  ])('not %s', (_, change, code) => {
    expect(record(change)).toMatchObject({ refusal: { code } });
  });

  it('CR-3.02 classified files by their custodian, others by whoever inspects', () => {
    expect([record({ classified: true }).outcome, record({ by: 'zhang' }).outcome]).toEqual(['accepted', 'accepted']);
  });
});

describe('CR-3.04 an inspection is complete when each file of the room has a line', () => {
  const complete = (change: object) =>
    decideCompletion({
      ...{
        now,
        by: 'wang',
        completedAt: null,
        without: 0,
        lines: [{ finding: 'found' }],
        humidityPercent: 45,
        mould: false,
      },
      ...{ policy, ...change },
    });

  it.each([
    ['all have one', {}, 'accepted'],
    ['one has none', { without: 1 }, 'INSPECTION_INCOMPLETE'],
    ['it is complete already', { completedAt: now }, 'INSPECTION_DONE'],
    ['dry as can be', { humidityPercent: 0 }, 'accepted'],
    ['wet as can be, mouldy', { humidityPercent: 100, mould: true }, 'accepted'],
    ['drier than that', { humidityPercent: -1 }, 'HUMIDITY_INVALID'],
    ['wetter than that', { humidityPercent: 101 }, 'HUMIDITY_INVALID'],
  ])('%s', (_, change, expected) => {
    const decision = complete(change);
    expect(decision.outcome === 'refused' ? decision.refusal.code : decision.outcome).toBe(expected);
  });

  it('and says until when the next one is due', () => {
    expect(complete({})).toMatchObject({ events: [{ nextDueOn: '2027-02-28' }] });
  });
});
