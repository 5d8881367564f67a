import { addDays, type Explanation, type PolicyVersion, reasoning, text } from '@shouwen/kernel';
import type { ConsentState } from '../consents/index.ts';
import type { CareParams } from '../policies/index.ts';
import type { SurveyOccasion } from './survey.ts';

/**
 * CR-7.03, CR-2.06: after a service the client is asked how it was, unless the client refused; the yearly question belongs to no
 * service and needs a yes.
 */
export const mayAsk = (occasion: SurveyOccasion, consent: ConsentState): boolean =>
  occasion === 'yearly' ? consent === 'given' : consent !== 'withdrawn';

export type AskFacts = {
  readonly now: Date;
  readonly occasion: SurveyOccasion;
  /** The day of the service, or on which the year was over. */
  readonly on: string;
  readonly consent: ConsentState;
  readonly policy: PolicyVersion<CareParams>;
};

export type Asked = { readonly askedOn: string; readonly through: string; readonly explanation: Explanation };

/** CR-7.03: when a client is asked, and until when the answer can be taken down; null when the client may not be asked. */
export const decideAsking = (facts: AskFacts): Asked | null => {
  const { now, occasion, on, consent, policy } = facts;
  if (!mayAsk(occasion, consent)) return null;
  const askedOn = addDays(on, daysAfter(facts));
  const through = addDays(askedOn, policy.params['survey.answerDays']);
  const why = reasoning(now).apply('CR-7.03').under(policy).fact('occasion', occasion).fact('on', on);
  why.fact('consent', consent).fact('askedOn', askedOn).fact('through', through);
  const summary = text('将调查客户满意度。', 'The client is asked about satisfaction.');
  return { askedOn, through, explanation: why.explain('ASKED', summary) };
};

const daysAfter = ({ occasion, policy: { params } }: AskFacts): number => {
  if (occasion === 'after-deal') return params['survey.afterServiceDays'];
  return occasion === 'after-complaint' ? params['survey.afterComplaintDays'] : 0;
};

/** CR-7.03: the day of the next yearly survey: a year after the last, and for the first a year after the record was opened. */
export const nextYearly = (
  { last, openedOn, today }: { readonly last: string | null; readonly openedOn: string; readonly today: string },
  yearlyDays: number,
): string => {
  const due = addDays(last ?? openedOn, yearlyDays);
  return due > today ? due : today;
};
