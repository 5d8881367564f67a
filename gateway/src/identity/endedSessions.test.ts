import { describe, expect, it } from '@jest/globals';
import { rememberEndedSessions } from './endedSessions.ts';

const begin = new Date('2026-03-02T01:30:00Z').getTime();

describe('sessions that ended', () => {
  it('are known as long as a token of theirs could live, and then forgotten', () => {
    let now = begin;
    const ended = rememberEndedSessions(() => new Date(now));
    ended.add('session-1');
    expect([ended.has('session-1'), ended.has('session-2')]).toEqual([true, false]);
    now = begin + 11 * 60_000;
    ended.add('session-2');
    expect(ended.has('session-1')).toBe(true);
    now += 1;
    ended.add('session-3');
    expect([ended.has('session-1'), ended.size]).toEqual([false, 2]);
  });

  it('heard of twice count from the second time, without hiding older ones', () => {
    let now = begin;
    const ended = rememberEndedSessions(() => new Date(now));
    ended.add('session-1');
    ended.add('session-2');
    now = begin + 6 * 60_000;
    ended.add('session-1');
    now = begin + 12 * 60_000;
    ended.add('session-3');
    expect([ended.has('session-1'), ended.has('session-2')]).toEqual([true, false]);
  });
});
