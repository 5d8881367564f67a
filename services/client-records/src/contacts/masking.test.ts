import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cleanText } from './cleanText.ts';
import { contactKinds, readContact } from './contact.ts';
import { maskContact, maskIdentityNumber } from './masking.ts';
import { maskPhone } from './phone.ts';

const digitsOf = (text: string): number => text.replace(/[^\p{N}]/gu, '').length;
const anything = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.stringMatching(/^[0-9*]{0,20}$/),
  fc.stringMatching(/^[0-9Xa-z*]{18}$/),
);

describe('CR-2.03 what is masked shows no more than it may (I24)', () => {
  it.each([
    ['the number of a resident’s card', maskIdentityNumber('11010519491231002X'), '110***********002X'],
    ['the number of a passport', maskIdentityNumber('E12345678'), '****78'],
    ['an address', maskContact('address', '岳麓区桐梓坡路138号2栋1204'), '岳麓区****'],
    ['an address that begins with a number', maskContact('address', '138号桐梓坡路'), '****'],
    ['a short address', maskContact('address', '长沙'), '****'],
    ['an e-mail address', maskContact('email', 'xuli@example.com'), 'x****'],
    ['an e-mail address made of a phone', maskContact('email', '13805521753@139.com'), '****'],
    ['a WeChat name', maskContact('wechat', 'xu_li'), 'x****'],
  ])('%s', (_, masked, expected) => {
    expect(masked).toBe(expected);
  });

  it('of whatever it is given: at most seven digits of a number, none of anything else', () => {
    fc.assert(
      fc.property(anything, (value) => {
        expect(digitsOf(maskPhone(value))).toBeLessThanOrEqual(7);
        expect(digitsOf(maskIdentityNumber(value))).toBeLessThanOrEqual(7);
        for (const kind of ['email', 'wechat', 'address'] as const) expect(digitsOf(maskContact(kind, value))).toBe(0);
      }),
    );
  });

  it('masking what is masked changes nothing', () => {
    fc.assert(
      fc.property(anything, (value) => {
        const id = maskIdentityNumber(value);
        expect(maskIdentityNumber(id)).toBe(id);
        for (const kind of contactKinds) {
          const masked = maskContact(kind, value);
          expect(maskContact(kind, masked)).toBe(masked);
        }
      }),
    );
  });
});

describe('CR-1.02 contacts as people write them', () => {
  it.each([
    ['phone', '＋８６ 138-0552-1753', '13805521753'],
    ['email', ' Xu.Li@example.com ', 'Xu.Li@example.com'],
    ['wechat', 'xu_li-88', 'xu_li-88'],
    ['address', '岳麓区桐梓坡路\u200b138号', '岳麓区桐梓坡路138号'],
  ] as const)('a %s', (kind, written, read) => {
    expect(readContact(kind, written)).toBe(read);
  });

  it.each([
    ['phone', '1380552175'],
    ['email', 'xuli@example'],
    ['email', 'xu li@example.com'],
    ['email', `${'x'.repeat(100)}@example.com`],
    ['wechat', '许'],
    ['wechat', 'x'.repeat(41)],
    ['address', '138'],
    ['address', '路'.repeat(201)],
    ['address', ''],
  ] as const)('no %s: %s', (kind, written) => {
    expect(readContact(kind, written)).toBeNull();
  });

  it('S36 rare characters, letters in two parts and signs nobody sees', () => {
    expect(cleanText(' 㐀𠮷\u200b\u202e ', 2)).toBe('㐀𠮷');
    expect(cleanText('e\u0301', 1)).toBe('é');
    expect(cleanText('\u200b\u2060\ufeff', 9)).toBeNull();
    expect(cleanText('字'.repeat(10), 9)).toBeNull();
  });
});
