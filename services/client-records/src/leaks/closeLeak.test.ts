import { describe, expect, it } from '@jest/globals';
import { type ClosingFacts, decideClosing } from './closeLeak.decision.ts';

const now = new Date('2026-03-02T09:28:00+08:00');
const facts: ClosingFacts = { closed: false, remedies: 1, closerId: 'supervisor', reporterId: 'li', accusedId: 'zhao' };

describe('CR-5.01 who closes a case, and when', () => {
  it.each([
    ['another person, after a remedy', {}],
    ['a case that a pattern raised', { reporterId: null }],
    ['a case that names nobody', { accusedId: null }],
  ])('closed: %s', (_, changed) => {
    const decision = decideClosing({ ...facts, ...changed }, now);
    expect(decision).toMatchObject({ outcome: 'accepted', explanation: { outcome: 'CLOSED', applied: ['CR-5.01'] } });
  });

  it.each([
    ['nothing was done about it', { remedies: 0 }, 'LEAK_REMEDY_MISSING'],
    ['by the reporter', { closerId: 'li' }, 'LEAK_NEEDS_ANOTHER_PERSON'],
    ['by whom it is about', { closerId: 'zhao' }, 'LEAK_NEEDS_ANOTHER_PERSON'],
    ['a second time', { closed: true }, 'LEAK_CLOSED'],
  ])('refused: %s', (_, changed, code) => {
    const decision = decideClosing({ ...facts, ...changed }, now);
    expect(decision).toMatchObject({ outcome: 'refused', refusal: { code, rule: 'CR-5.01' } });
  });
});
