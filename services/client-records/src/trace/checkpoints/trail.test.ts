import { describe, expect, it } from '@jest/globals';
import type { Checkpoint } from './checkpoint.ts';
import { readLines, toLine } from './checkpoint.ts';
import { isCheckpointDue, judgeTrail, type TrailFacts } from './trail.decision.ts';

const key = Buffer.alloc(32, 7);
const at = (time: string) => `2026-03-02T${time}+08:00`;
const checkpoint = (seq: number, time: string, hash = `hash-${seq}`): Checkpoint => ({ seq, hash, at: at(time) });

describe('S35 checkpoints outside the database', () => {
  it.each([
    ['the first line there is', null, 1, '09:00:00', true],
    ['an empty trail', null, null, '09:00:00', false],
    ['ten minutes and more lines', 5, 6, '09:10:00', true],
    ['a moment before', 5, 6, '09:09:59', false],
    ['ten minutes without a line', 5, 5, '09:10:00', false],
    ['fewer lines than before, at once', 5, 4, '09:00:01', true],
    ['none at all any more, at once', 5, null, '09:00:01', true],
    ['a clock before the last one, at once', 5, 5, '08:59:59', true],
  ] as const)('is due: %s', (_, lastSeq, headSeq, time, due) => {
    const last = lastSeq === null ? null : checkpoint(lastSeq, '09:00:00');
    const head = headSeq === null ? null : { seq: headSeq, hash: 'h' };
    expect(isCheckpointDue(last, head, new Date(at(time)))).toBe(due);
  });

  it('come back as they were written; a line of somebody without the key, or changed, is none', () => {
    const [first, second] = [checkpoint(5, '09:00:00'), checkpoint(9, '09:10:00')];
    const written = toLine(key, first) + toLine(key, second);
    expect(readLines(key, written)).toEqual({ checkpoints: [first, second], altered: 0 });
    expect(readLines(key, written.replace('hash-5', 'hash-6'))).toEqual({ checkpoints: [second], altered: 1 });
    expect(readLines(key, toLine(Buffer.alloc(32, 8), first))).toEqual({ checkpoints: [], altered: 1 });
    expect(readLines(key, 'not a line\n{"seq":1}\n')).toEqual({ checkpoints: [], altered: 2 });
    // The end of what a writer that died left behind.
    expect(readLines(key, written.slice(0, -20))).toEqual({ checkpoints: [first], altered: 0 });
  });
});

describe('S35 what is wrong with the trail', () => {
  const kept = [checkpoint(5, '09:00:00'), checkpoint(9, '09:10:00')];
  const whole: TrailFacts = {
    chain: { intact: true, entries: 12, headHash: 'h', wentBackAt: null },
    headSeq: 12,
    checkpoints: kept,
    alteredCheckpoints: 0,
    hashes: new Map(kept.map(({ seq, hash }) => [seq, hash])),
  };

  it.each([
    ['nothing', {}, { verdict: 'INTACT', at: null }],
    ['a line changed', { chain: { intact: false, brokenAt: 7, because: 'altered' } }, { verdict: 'ALTERED', at: 7 }],
    ['the tail cut off', { headSeq: 8 }, { verdict: 'CUT', at: 9 }],
    ['the last checkpoint is the last line', { headSeq: 9 }, { verdict: 'INTACT', at: null }],
    [
      'edited, and the chain computed anew',
      {
        hashes: new Map([
          [5, 'hash-5'],
          [9, 'other'],
        ]),
      },
      { verdict: 'ALTERED', at: 9 },
    ],
    ['a checkpoint changed', { alteredCheckpoints: 1 }, { verdict: 'CHECKPOINTS_ALTERED', at: null }],
    [
      'a line before the time of the one before it',
      { chain: { intact: true, entries: 12, headHash: 'h', wentBackAt: 11 } },
      { verdict: 'CLOCK_WENT_BACK', at: 11 },
    ],
    [
      'a checkpoint more than a minute before an earlier one',
      { checkpoints: [checkpoint(5, '09:00:00'), checkpoint(9, '08:58:59')] },
      { verdict: 'CLOCK_WENT_BACK', at: 9 },
    ],
    [
      'a checkpoint a minute before, of another replica',
      { checkpoints: [checkpoint(5, '09:00:00'), checkpoint(9, '08:59:00')] },
      { verdict: 'INTACT', at: null },
    ],
  ] as const)('%s', (_, changed, finding) => {
    expect(judgeTrail({ ...whole, ...(changed as Partial<TrailFacts>) })).toEqual(finding);
  });
});
