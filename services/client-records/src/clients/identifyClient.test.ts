import { describe, expect, it } from '@jest/globals';
import { decideIdentification } from './identifyClient.decision.ts';

const now = new Date('2026-03-02T09:28:00+08:00');
const decide = (name: string, phone: string, known = false) =>
  decideIdentification({ name, phone }, known ? { clientId: 'c1', number: 'C000001', atThisSite: true } : null, now);

describe('CR-1 one person, one record', () => {
  it('opens a record for a phone number nobody has', () => {
    expect(decide(' 许丽 ', '138 0552 1753')).toMatchObject({
      outcome: 'accepted',
      events: [{ type: 'ClientOpened', name: '许丽', phone: '13805521753' }],
      explanation: { outcome: 'opened', applied: ['CR-1.01', 'CR-1.02', 'CR-2.02'] },
    });
  });

  it('SR-2.06 finds the person by phone whatever the spelling of the name', () => {
    expect(decide('许莉', '13805521753', true)).toMatchObject({
      outcome: 'accepted',
      events: [{ type: 'ClientFound', clientId: 'c1' }],
      explanation: { applied: ['CR-1.05', 'CR-2.02', 'SR-2.06'] },
    });
  });

  it.each([false, true])('CR-2.02 S34 keeps not a digit of the number in the explanation, known %s', (known) => {
    expect(JSON.stringify(decide('许丽', '13805521753', known).explanation.facts)).not.toMatch(/138|1753/);
  });
});

describe('CR-1 contacts', () => {
  it.each([
    ['a phone that is none', '许丽', '1380552175', 'PHONE_INVALID'],
    ['no name', '  ', '13805521753', 'NAME_INVALID'],
    ['a name of 61 characters', '丽'.repeat(61), '13805521753', 'NAME_INVALID'],
    ['a name of control characters', '\u0000\u200b', '13805521753', 'NAME_INVALID'],
  ])('refuses %s', (_, name, phone, code) => {
    expect(decide(name, phone)).toMatchObject({ outcome: 'refused', refusal: { code, rule: 'CR-1.02' } });
  });

  it('accepts a name of 60 characters and rare characters', () => {
    expect(decide('丽'.repeat(60), '13805521753').outcome).toBe('accepted');
    expect(decide('㐀𠮷', '13805521753').outcome).toBe('accepted');
  });
});
