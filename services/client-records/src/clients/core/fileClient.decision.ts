import type { CommandResult } from '@shouwen/access';
import { accepted, type Decision, type Refusal, reasoning, refused, text } from '@shouwen/kernel';
import { readWhy, type WhyRefusal } from '../readWhy.ts';
import type { ClientClass, Specialty } from './clientCore.ts';

export type ClientFiled = { readonly type: 'ClientFiled'; readonly why: string };
export type FilingRefusal = WhyRefusal | Refusal<'SPECIALTY_NEEDED' | 'CLASS_BY_KIND' | 'CLIENT_UNCHANGED'>;

type Asked = {
  readonly class: ClientClass;
  readonly specialty: Specialty | null;
  readonly filed: boolean;
  readonly why: string;
};

/** CR-1.01, CR-1.02: what is `special` says as what; who is filed as a company follows from being one. */
export const decideFiling = (asked: Asked, now: Date): Decision<ClientFiled, FilingRefusal> => {
  const reasons = reasoning(now).apply('CR-1.01', 'CR-1.02').fact('class', asked.class).fact('filed', asked.filed);
  const no = (refusal: FilingRefusal) => refused(refusal, reasons.explain('REFUSED', refusal.message));
  const why = readWhy(asked.why);
  if (typeof why !== 'string') return no(why);
  if (asked.class === 'company') return no(byKind);
  const needsSpecialty = asked.class === 'special' && asked.filed;
  if (needsSpecialty !== (asked.specialty !== null)) return no(specialtyNeeded);
  return accepted([{ type: 'ClientFiled', why }], reasons.explain('filed', filed));
};

/** The client is filed so already, or not on the word of anybody. */
export const unchangedFiling = (now: Date): CommandResult<never> => ({
  outcome: 'refused',
  refusal: unchanged,
  explanation: reasoning(now).apply('CR-1.01').explain('REFUSED', unchanged.message),
});

const filed = text('客户分类已登记。', 'The class of the client was recorded.');
const unchanged: Refusal<'CLIENT_UNCHANGED'> = {
  code: 'CLIENT_UNCHANGED',
  rule: 'CR-1.01',
  message: text('分类没有变化。', 'The class is as it was.'),
};
const byKind: Refusal<'CLASS_BY_KIND'> = {
  code: 'CLASS_BY_KIND',
  rule: 'CR-1.01',
  message: text('“公司”由客户性质决定，请修改客户性质。', 'A company is filed as one by its kind: change that.'),
};
const specialtyNeeded: Refusal<'SPECIALTY_NEEDED'> = {
  code: 'SPECIALTY_NEEDED',
  rule: 'CR-1.02',
  message: text(
    '特殊客户须注明类别，其他分类不得注明。',
    'A special client needs a specialty, and no other class has one.',
  ),
};
