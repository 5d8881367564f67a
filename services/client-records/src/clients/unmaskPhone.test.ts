import { describe, expect, it } from '@jest/globals';
import { decideUnmasking } from './unmaskPhone.decision.ts';

const now = new Date('2026-03-02T09:28:00+08:00');

describe('CR-2.03 unmasking is an act with a reason', () => {
  it.each([
    ['four characters', '回访客户'],
    ['two hundred characters', '访'.repeat(200)],
  ])('%s are a purpose', (_, purpose) => {
    expect(decideUnmasking(purpose, now)).toMatchObject({ outcome: 'accepted', events: [{ purpose }] });
  });

  it.each([
    ['three characters', '要电话'],
    ['two hundred and one characters', '访'.repeat(201)],
    ['blanks', '      '],
    ['signs that nobody sees', '\u200b\u200b\u2060\ufeff'],
  ])('%s are none', (_, purpose) => {
    expect(decideUnmasking(purpose, now)).toMatchObject({
      outcome: 'refused',
      refusal: { code: 'PURPOSE_MISSING', rule: 'CR-2.03' },
    });
  });
});
