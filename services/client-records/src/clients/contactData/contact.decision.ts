import { accepted, type Decision, type Refusal, reasoning, refused, text } from '@shouwen/kernel';
import type { ContactKind } from '../../contacts/index.ts';
import { readWhy, type WhyRefusal } from '../readWhy.ts';

export type ContactRefusal =
  | WhyRefusal
  | Refusal<'CONTACT_INVALID' | 'CONTACT_KNOWN' | 'CONTACT_ANOTHERS' | 'CONTACTS_FULL' | 'LAST_PHONE'>;

export type ContactAdded = { readonly type: 'ContactAdded'; readonly value: string; readonly why: string };
export type ContactEnded = {
  readonly type: 'ContactEnded';
  readonly why: string;
  /** The phone that becomes the main one in its place. */
  readonly newMainId: string | null;
};

const mostContacts = 20;

type AddFacts = {
  readonly kind: ContactKind;
  /** As it was read; null when it is none of that kind. */
  readonly value: string | null;
  readonly living: number;
  readonly isKnownHere: boolean;
  readonly isAnothers: boolean;
  readonly why: string;
  readonly now: Date;
};

/** CR-1.02, CR-1.05: a further way to reach a client; a living phone is one person's only. */
export const decideAddContact = (facts: AddFacts): Decision<ContactAdded, ContactRefusal> => {
  const reasons = reasoning(facts.now).apply('CR-1.02', 'CR-1.05', 'CR-1.06').fact('kind', facts.kind);
  const no = (refusal: ContactRefusal) => refused(refusal, reasons.explain('REFUSED', refusal.message));
  const why = readWhy(facts.why);
  if (facts.value === null) return no(refusals.invalid);
  if (typeof why !== 'string') return no(why);
  if (facts.isKnownHere) return no(refusals.known);
  // Before anybody else is looked at: a full record would tell of any number whether it is known, and take nothing down (S21).
  if (facts.living >= mostContacts) return no(refusals.full);
  if (facts.isAnothers) return no(refusals.anothers);
  return accepted([{ type: 'ContactAdded', value: facts.value, why }], reasons.explain('added', added));
};

export type PhoneOfRecord = { readonly id: string; readonly checkedAt: Date };

type EndFacts = {
  readonly contact: { readonly id: string; readonly kind: ContactKind; readonly isMain: boolean };
  /** The other living phones of the same record. */
  readonly otherPhones: readonly PhoneOfRecord[];
  readonly why: string;
  readonly now: Date;
};

/** CR-1.06: a contact that holds no more. The last phone stays: by it the client is found again; add the new one first. */
export const decideEndContact = ({
  contact,
  otherPhones,
  ...facts
}: EndFacts): Decision<ContactEnded, ContactRefusal> => {
  const reasons = reasoning(facts.now).apply('CR-1.02', 'CR-1.06').fact('kind', contact.kind);
  const no = (refusal: ContactRefusal) => refused(refusal, reasons.explain('REFUSED', refusal.message));
  const why = readWhy(facts.why);
  if (typeof why !== 'string') return no(why);
  const [latest] = [...otherPhones].sort(
    (a, b) => b.checkedAt.getTime() - a.checkedAt.getTime() || (a.id < b.id ? -1 : 1),
  );
  if (contact.kind === 'phone' && latest === undefined) return no(refusals.lastPhone);
  const newMainId = contact.isMain ? (latest?.id ?? null) : null;
  return accepted([{ type: 'ContactEnded', why, newMainId }], reasons.explain('ended', ended));
};

const added = text('已登记联系方式。', 'The contact was recorded.');
const ended = text('该联系方式已停用。', 'The contact holds no more.');

const refusal = <Code extends string>(code: Code, zh: string, en: string): Refusal<Code> => ({
  code,
  rule: code === 'CONTACT_ANOTHERS' || code === 'CONTACT_KNOWN' ? 'CR-1.05' : 'CR-1.02',
  message: text(zh, en),
});

const refusals = {
  invalid: refusal('CONTACT_INVALID', '联系方式格式无效。', 'This is no contact of that kind.'),
  known: refusal('CONTACT_KNOWN', '该客户已登记此联系方式。', 'The client has this contact already.'),
  anothers: refusal(
    'CONTACT_ANOTHERS',
    '此电话已属另一客户，请找经理。',
    'Another client has this number: ask the manager.',
  ),
  full: refusal(
    'CONTACTS_FULL',
    `每位客户至多 ${mostContacts} 个联系方式。`,
    `A client has at most ${mostContacts} contacts.`,
  ),
  lastPhone: refusal(
    'LAST_PHONE',
    '这是唯一的电话，请先登记新的。',
    'This is the only phone: record the new one first.',
  ),
};
