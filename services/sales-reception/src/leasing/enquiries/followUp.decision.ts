import {
  accepted,
  type Decision,
  type IsoDate,
  type PolicyVersion,
  type Refusal,
  reasoning,
  refused,
  text,
} from '@shouwen/kernel';
import type { LeasingPolicy } from '../../policies/index.ts';
import { type EnquiryStage, isOpen } from './enquiry.ts';
import { type DueFollowUp, nextFollowUp } from './followUpSchedule.ts';

export type FollowUpFacts = {
  readonly now: Date;
  readonly today: IsoDate;
  readonly stage: EnquiryStage;
  readonly openedOn: IsoDate;
  readonly dueFrom: IsoDate | null;
  readonly dueThrough: IsoDate | null;
  readonly firstFollowUp: boolean;
};
export type FollowedUp = { readonly type: 'FollowedUp'; readonly late: boolean; readonly next: DueFollowUp | null };
export type FollowUpCode = 'ENQUIRY_CLOSED' | 'FOLLOW_UP_TOO_EARLY';

/** SR-10.03: may the tenant be contacted today, was it in time, and when comes the next? */
export const decideFollowUp = (
  facts: FollowUpFacts,
  policy: PolicyVersion<LeasingPolicy>,
): Decision<FollowedUp, Refusal<FollowUpCode>> => {
  const { today, dueFrom, dueThrough } = facts;
  const why = reasoning(facts.now)
    .under(policy)
    .apply('SR-10.03')
    .fact('today', today)
    .fact('dueFrom', dueFrom)
    .fact('dueThrough', dueThrough);
  const tooEarly = facts.firstFollowUp && dueFrom !== null && today < dueFrom;
  const code: FollowUpCode | null = isOpen(facts.stage) ? (tooEarly ? 'FOLLOW_UP_TOO_EARLY' : null) : 'ENQUIRY_CLOSED';
  if (code) return refused({ code, rule: 'SR-10.03', message: messages[code] }, why.explain('refused', messages[code]));
  const next = nextFollowUp(facts, policy.params);
  const late = dueThrough !== null && today > dueThrough;
  const summary = late ? text('已跟进，但已逾期。', 'Followed up, but late.') : text('已跟进。', 'Followed up.');
  why.fact('next', next?.from ?? null);
  return accepted([{ type: 'FollowedUp', late, next }], why.explain(late ? 'late' : 'in-time', summary));
};

const messages = {
  ENQUIRY_CLOSED: text('该询价已结束。', 'This enquiry is closed.'),
  FOLLOW_UP_TOO_EARLY: text(
    '来访后未满规定天数，不宜跟进。',
    'It is too soon after the visit for the first follow-up.',
  ),
} as const;
