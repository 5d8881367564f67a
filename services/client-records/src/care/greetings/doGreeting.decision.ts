import { accepted, type Decision, firstRefusal, type Requirement, reasoning, refused, text } from '@shouwen/kernel';
import type { Greeting, GreetingKind, GreetingRefusal, GreetingResult } from './greeting.ts';

export type DoingFacts = {
  readonly greeting: Pick<Greeting, 'state' | 'kinds' | 'through'>;
  readonly now: Date;
  readonly today: string;
  /** At this moment: it may have been withdrawn since the greeting was planned. */
  readonly hasConsent: boolean;
  readonly doneKinds: readonly GreetingKind[];
  readonly result: GreetingResult;
  readonly costFen: number;
};

export type GreetingDone = { readonly doneKinds: readonly GreetingKind[] };

type Rule = Requirement<DoingFacts, GreetingRefusal>;
const refuse = (code: GreetingRefusal['code'], zh: string, en: string): GreetingRefusal => ({
  code,
  rule: 'CR-7.01',
  message: text(zh, en),
});

const isOpen: Rule = ({ greeting }) =>
  greeting.state === 'planned'
    ? null
    : refuse('GREETING_CLOSED', '此问候已了结。', 'This greeting is over and done with.');

const isConsentedTo: Rule = ({ hasConsent }) =>
  hasConsent
    ? null
    : refuse('CONSENT_MISSING', '客户已撤回同意，问候取消。', 'The client withdrew: the greeting is cancelled.');

const isInTime: Rule = ({ greeting, today }) =>
  today <= greeting.through ? null : refuse('GREETING_OVER', '已过补办期限。', 'It is too late for this greeting.');

const isOfThePlan: Rule = ({ greeting, doneKinds }) =>
  doneKinds.length > 0 && doneKinds.every((kind) => greeting.kinds.includes(kind))
    ? null
    : refuse(
        'GREETING_KIND_INVALID',
        '须按该级别的方式问候。',
        'The greeting is made in a way that the rank provides.',
      );

const costsSomething: Rule = ({ costFen }) =>
  costFen >= 0 ? null : refuse('BAD_INPUT', '费用不得为负。', 'A cost is not negative.');

/** CR-7.01: a person records what was done; without consent at that moment nothing may have been done. */
export const decideDoing = (facts: DoingFacts): Decision<GreetingDone, GreetingRefusal> => {
  const { now, doneKinds, result, hasConsent, costFen } = facts;
  const why = reasoning(now).apply('CR-7.01').fact('result', result, now).fact('kinds', doneKinds);
  why.fact('consent', hasConsent, now).fact('costFen', costFen);
  const refusal = firstRefusal([isOpen, isConsentedTo, isInTime, isOfThePlan, costsSomething], facts);
  if (refusal) return refused(refusal, why.explain('REFUSED', refusal.message));
  const summary = text('问候已办理并记录结果。', 'The greeting was made and its result recorded.');
  return accepted([{ doneKinds: [...new Set(doneKinds)] }], why.explain('DONE', summary));
};
