import { accepted, type Decision, type Refusal, reasoning, refused, text } from '@shouwen/kernel';

export type ArrangeFacts = {
  readonly now: Date;
  readonly inViewingStage: boolean;
  /** When the owner of the unit agreed to the viewing. */
  readonly ownerAgreedAt: Date;
  readonly viewingAt: Date;
};
export type ViewingArranged = { readonly type: 'ViewingArranged' };
export type ArrangeCode = 'NOT_THE_STAGE' | 'OWNER_NOT_ASKED';

/** SR-11.02: a viewing is agreed with the owner beforehand: they have agreed by now, and the viewing still lies ahead. */
export const decideArrange = (facts: ArrangeFacts): Decision<ViewingArranged, Refusal<ArrangeCode>> => {
  const { now, ownerAgreedAt, viewingAt } = facts;
  const why = reasoning(now)
    .apply('SR-11.02')
    .fact('ownerAgreed', true, ownerAgreedAt)
    .fact('viewing', true, viewingAt);
  const beforehand = ownerAgreedAt <= now && now < viewingAt;
  const code: ArrangeCode | null = facts.inViewingStage ? (beforehand ? null : 'OWNER_NOT_ASKED') : 'NOT_THE_STAGE';
  if (code) return refused({ code, rule: 'SR-11.02', message: messages[code] }, why.explain('refused', messages[code]));
  return accepted(
    [{ type: 'ViewingArranged' }],
    why.explain('arranged', text('已约定看房。', 'The viewing is arranged.')),
  );
};

export type FeedbackFacts = { readonly now: Date; readonly viewingAt: Date; readonly recorded: boolean };
export type FeedbackRecorded = { readonly type: 'FeedbackRecorded' };
export type FeedbackCode = 'VIEWING_AHEAD' | 'FEEDBACK_RECORDED';

/** SR-11.02: the feedback of a viewing that has begun, once. */
export const decideFeedback = ({
  now,
  viewingAt,
  recorded,
}: FeedbackFacts): Decision<FeedbackRecorded, Refusal<FeedbackCode>> => {
  const why = reasoning(now).apply('SR-11.02').fact('viewing', true, viewingAt);
  const code: FeedbackCode | null = now < viewingAt ? 'VIEWING_AHEAD' : recorded ? 'FEEDBACK_RECORDED' : null;
  if (code) return refused({ code, rule: 'SR-11.02', message: messages[code] }, why.explain('refused', messages[code]));
  return accepted(
    [{ type: 'FeedbackRecorded' }],
    why.explain('recorded', text('已记录看房反馈。', 'The feedback was recorded.')),
  );
};

const messages = {
  NOT_THE_STAGE: text('该业务不在带看阶段。', 'The case is not in the stage of viewing.'),
  OWNER_NOT_ASKED: text('带看须事先征得业主同意。', 'A viewing is agreed with the owner beforehand.'),
  VIEWING_AHEAD: text('看房尚未进行。', 'The viewing has not taken place yet.'),
  FEEDBACK_RECORDED: text('已记录过反馈。', 'The feedback was recorded before.'),
} as const;
