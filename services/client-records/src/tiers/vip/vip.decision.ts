import { accepted, type Decision, firstRefusal, type Requirement, reasoning, refused, text } from '@shouwen/kernel';
import type { VipCarer, VipRefusal, VipService } from './vip.ts';

const refuse = (code: VipRefusal['code'], zh: string, en: string): VipRefusal => ({
  code,
  rule: 'CR-6.03',
  message: text(zh, en),
});

export type PromiseFacts = {
  readonly now: Date;
  readonly today: string;
  readonly isVip: boolean;
  /** `make` for a client who is none, `change` for one who is. */
  readonly act: 'make' | 'change';
  readonly carer: VipCarer;
  /** Whether the carer works here. */
  readonly carerIsColleague: boolean;
  readonly services: readonly VipService[];
  readonly promised: string;
  readonly since: string;
  readonly until: string | null;
};
type PromiseRule = Requirement<PromiseFacts, VipRefusal>;

const fits: PromiseRule = ({ act, isVip }) => {
  if (act === 'make' && isVip) return refuse('VIP_ALREADY', '该客户已是贵宾。', 'The client is a VIP already.');
  return act === 'change' && !isVip ? notNow : null;
};
const notNow = refuse('VIP_NOT_NOW', '该客户现非贵宾。', 'The client is no VIP now.');
const hasCarer: PromiseRule = ({ carerIsColleague }) =>
  carerIsColleague ? null : refuse('VIP_CARER_UNKNOWN', '专员须为在职员工。', 'Who looks after a VIP works here.');
const hasDays: PromiseRule = ({ since, until, today }) =>
  since <= today && (until === null || until >= today)
    ? null
    : refuse(
        'VIP_DAYS_INVALID',
        '起始日不晚于今天，截止日不早于今天。',
        'It begins today or earlier, and ends today or later.',
      );
const promises: PromiseRule = ({ services, promised }) =>
  services.length > 0 && new Set(services).size === services.length && [...promised].length <= 1_000
    ? null
    : refuse(
        'BAD_INPUT',
        '须承诺至少一项服务，说明不超过1000字。',
        'At least one service, each once, and at most 1,000 characters.',
      );

/** CR-6.03: a client is made a VIP, or is promised something else; the record says what, and who keeps it. */
export const decidePromise = (facts: PromiseFacts): Decision<null, VipRefusal> => {
  const { now, carer, services, since, until } = facts;
  const why = reasoning(now).apply('CR-6.03').fact('carer', carer).fact('services', services).fact('since', since);
  why.fact('until', until);
  const refusal = firstRefusal([fits, hasCarer, hasDays, promises], facts);
  if (refusal) return refused(refusal, why.explain('REFUSED', refusal.message));
  return accepted([null], why.explain('VIP', text('列为贵宾，服务承诺已记录。', 'A VIP, with the services promised.')));
};

/** CR-6.03: somebody ends it. */
export const decideEnd = ({ now, isVip }: Pick<PromiseFacts, 'now' | 'isVip'>): Decision<null, VipRefusal> => {
  const why = reasoning(now).apply('CR-6.03').fact('isVip', isVip);
  if (!isVip) return refused(notNow, why.explain('REFUSED', notNow.message));
  return accepted([null], why.explain('ENDED', text('不再是贵宾。', 'A VIP no more.')));
};
