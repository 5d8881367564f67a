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
import { type EnquiryStage, isOpen, type LostTo, nextStages } from './enquiry.ts';
import { type DueFollowUp, firstFollowUp } from './followUpSchedule.ts';

export type StageFacts = {
  readonly now: Date;
  readonly today: IsoDate;
  readonly stage: EnquiryStage;
  readonly to: EnquiryStage;
  readonly anonymous: boolean;
  /** Lost, and to which building; null when it is lost otherwise or not at all. */
  readonly lostTo: LostTo | null;
};

export type StageEntered = {
  readonly type: 'StageEntered';
  readonly stage: EnquiryStage;
  /** Null leaves what is due as it is; 'none': nothing is due any more. */
  readonly due: DueFollowUp | 'none' | null;
  /** SR-10.06: security is told of a visitor who left neither card nor phone. */
  readonly tellSecurity: boolean;
  /** SR-10.04 */
  readonly waiting: boolean;
};
export type StageCode = 'STAGE_NOT_NEXT';

/** SR-10.03, SR-10.04, SR-10.06: may the enquiry enter that stage, and what follows from it? */
export const decideStage = (
  facts: StageFacts,
  policy: PolicyVersion<LeasingPolicy>,
): Decision<StageEntered, Refusal<StageCode>> => {
  const { stage, to, today, anonymous, lostTo } = facts;
  const why = reasoning(facts.now).under(policy).apply('SR-10.03').fact('stage', stage).fact('to', to);
  if (!nextStages[stage].includes(to)) {
    const message = text('不是该询价的下一阶段。', 'This is not the next stage of the enquiry.');
    return refused({ code: 'STAGE_NOT_NEXT', rule: 'SR-10.03', message }, why.explain('refused', message));
  }
  const tellSecurity = to === 'visit' && anonymous;
  const waiting = to === 'lost' && lostTo !== null;
  if (tellSecurity) why.apply('SR-10.06');
  if (waiting)
    why
      .apply('SR-10.04')
      .fact('building', lostTo.building)
      .fact('rentFen', lostTo.rentFen)
      .fact('months', lostTo.months);
  const due = to === 'visit' ? firstFollowUp(today, policy.params) : isOpen(to) ? null : 'none';
  if (due !== null && due !== 'none') why.fact('followUpFrom', due.from).fact('followUpThrough', due.through);
  const entered = { type: 'StageEntered', stage: to, due, tellSecurity, waiting } as const;
  return accepted([entered], why.explain(to, stageTexts[to]));
};

const stageTexts = {
  enquiry: text('已登记询价。', 'The enquiry was registered.'),
  visit: text('客户已来访。', 'The tenant came to visit.'),
  viewing: text('已看房。', 'The space was viewed.'),
  negotiation: text('进入洽谈。', 'The talks have begun.'),
  signed: text('已签约。', 'The lease was signed.'),
  lost: text('未能签约。', 'The tenant was lost.'),
} as const;
