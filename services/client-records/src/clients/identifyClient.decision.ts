import { accepted, type Decision, type Refusal, reasoning, refused, text } from '@shouwen/kernel';
import { type Phone, readPhone } from '../contacts/index.ts';

/** What the desk typed. The name is the spelling as said; it never decides who somebody is (SR-2.06). */
export type Identification = { readonly name: string; readonly phone: string };

export type IdentificationRefusal = Refusal<'PHONE_INVALID' | 'NAME_INVALID'>;

export type KnownClient = { readonly clientId: string; readonly number: string; readonly atThisSite: boolean };

export type ClientIdentified =
  | { readonly type: 'ClientFound'; readonly clientId: string; readonly atThisSite: boolean }
  | { readonly type: 'ClientOpened'; readonly name: string; readonly phone: Phone };

const refusals = {
  phone: {
    code: 'PHONE_INVALID',
    rule: 'CR-1.02',
    message: text('这不是有效的电话号码。', 'This is not a valid phone number.'),
  },
  name: {
    code: 'NAME_INVALID',
    rule: 'CR-1.02',
    message: text('姓名须为 1 至 60 个字符。', 'A name has 1 to 60 characters.'),
  },
} as const satisfies Record<string, IdentificationRefusal>;

/** What the desk typed, cleaned; or which part of it is none. */
export const readIdentification = ({
  name,
  phone,
}: Identification): { name: string; phone: Phone } | IdentificationRefusal => {
  const cleanName = name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim();
  if (cleanName.length < 1 || cleanName.length > 60) return refusals.name;
  const cleanPhone = readPhone(phone);
  return cleanPhone === null ? refusals.phone : { name: cleanName, phone: cleanPhone };
};

/**
 * CR-1.05, CR-2.02, SR-2.06: one person, one record, found again by the exact phone number whatever the spelling
 * of the name; otherwise a new record is opened.
 */
export const decideIdentification = (
  typed: Identification,
  known: KnownClient | null,
  now: Date,
): Decision<ClientIdentified, IdentificationRefusal> => {
  const why = reasoning(now);
  const read = readIdentification(typed);
  if ('code' in read) return refused(read, why.apply('CR-1.02').explain('refused', read.message));
  // Not a digit of the number: an explanation is kept in the clear, and longer than the client's key (CR-2.02, S34).
  why.fact('known', known !== null);
  if (known === null) {
    const summary = text('首次接触，新建客户档案。', 'A first contact: a new record is opened.');
    const opened = { type: 'ClientOpened', ...read } as const;
    return accepted([opened], why.apply('CR-1.01', 'CR-1.02', 'CR-2.02').explain('opened', summary));
  }
  const summary = text('按电话号码找到已有客户。', 'Found by the exact phone number.');
  const found = { type: 'ClientFound', clientId: known.clientId, atThisSite: known.atThisSite } as const;
  return accepted([found], why.apply('CR-1.05', 'CR-2.02', 'SR-2.06').explain('found', summary));
};
