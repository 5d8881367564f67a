import { type Phone, readPhone } from './phone.ts';

/** The numbers that a slip makes of this one: one digit wrong, or two neighbours exchanged. Only what is a phone number itself. */
export const similarPhones = (phone: Phone): Phone[] => {
  const found = new Set<string>();
  for (let place = 0; place < phone.length; place += 1) {
    const [before, digit, after] = [phone.slice(0, place), phone[place] ?? '', phone.slice(place + 1)];
    if (!/\d/.test(digit)) continue;
    for (const other of '0123456789') found.add(`${before}${other}${after}`);
    if (after !== '') found.add(`${before}${after[0]}${digit}${after.slice(1)}`);
  }
  found.delete(phone);
  return [...found].filter((one): one is Phone => readPhone(one) === one);
};
