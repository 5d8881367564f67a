import type { ContactKind } from './contact.ts';
import { maskPhone } from './phone.ts';

/** What stands for a value of which nothing may be seen. */
export const hidden = '****';

/**
 * What is shown of an identity number: the first three and the last four signs of a resident's card, the last two of any other document.
 * Masking a masked number changes nothing (CR-2.03).
 */
export const maskIdentityNumber = (number: string): string => {
  if (/^.{3}\*{11}.{4}$|^\*{4}.{0,2}$/s.test(number)) return number;
  return number.length === 18
    ? `${number.slice(0, 3)}${'*'.repeat(11)}${number.slice(-4)}`
    : `${hidden}${number.slice(-2)}`;
};

/** What is shown of a contact: of an address where it begins, of an e-mail or WeChat name the first letter; never a digit. */
export const maskContact = (kind: ContactKind, value: string): string => {
  if (kind === 'phone') return maskPhone(value);
  return kind === 'address' ? maskFrom(value, 3) : maskFrom(value, 1);
};

/** The first letters, no more than `most` and a third of the whole, and then nothing. */
const maskFrom = (value: string, most: number): string => {
  if (new RegExp(`^[^\\p{N}*]{0,${most}}\\*{4}$`, 'u').test(value)) return value;
  const signs = [...value];
  const shown = signs.slice(0, Math.min(most, Math.floor(signs.length / 3)));
  const end = shown.findIndex((sign) => /[\p{N}*]/u.test(sign));
  return `${shown.slice(0, end === -1 ? shown.length : end).join('')}${hidden}`;
};
