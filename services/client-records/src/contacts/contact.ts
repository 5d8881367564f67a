import { cleanText } from './cleanText.ts';
import { readPhone } from './phone.ts';

/** The ways to reach a client (CR-1.02). */
export const contactKinds = ['phone', 'email', 'wechat', 'address'] as const;
export type ContactKind = (typeof contactKinds)[number];

/** Reads what somebody wrote as a contact of that kind; null when it is none. */
export const readContact = (kind: ContactKind, written: string): string | null => readers[kind](written);

const readEmail = (written: string): string | null => {
  const plain = cleanText(written.normalize('NFKC'), 100);
  return plain !== null && /^[^\s@"<>(),;:\\]{1,64}@[^\s@.]+(?:\.[^\s@.]+)+$/.test(plain) ? plain : null;
};

const readWechat = (written: string): string | null => {
  const plain = cleanText(written.normalize('NFKC'), 40);
  return plain !== null && /^[\w+-]{2,40}$/.test(plain) ? plain : null;
};

const readers: Readonly<Record<ContactKind, (written: string) => string | null>> = {
  phone: readPhone,
  email: readEmail,
  wechat: readWechat,
  address: (written) => (/\p{L}.*\p{L}/u.test(written) ? cleanText(written, 200) : null),
};
