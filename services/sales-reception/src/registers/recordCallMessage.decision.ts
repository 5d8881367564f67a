import { accepted, type Decision, type Refusal, reasoning, refused, siteDate, text } from '@shouwen/kernel';

export type CallMessageFacts = {
  readonly callId: string;
  readonly answeredAt: Date;
  /** Who took the call. */
  readonly consultantId: string;
  readonly by: string;
  readonly sentAt: Date;
  readonly recordedBefore: boolean;
  readonly at: Date;
  readonly zone: string;
};

export type CallMessageRecorded = {
  readonly type: 'CallMessageRecorded';
  readonly sentAt: Date;
  readonly inTime: boolean;
};

export type CallMessageRefusal = Refusal<'NOT_THE_ANSWERER' | 'ALREADY_RECORDED' | 'BAD_INPUT'>;

/** SR-2.04: the consultant who took a call sends address and route on the same day, and writes down when. */
export const decideCallMessage = (facts: CallMessageFacts): Decision<CallMessageRecorded, CallMessageRefusal> => {
  const { answeredAt, sentAt, at, zone } = facts;
  const why = reasoning(at)
    .apply('SR-2.04')
    .fact('answered', facts.callId, answeredAt)
    .fact('sent', facts.callId, sentAt);
  const refusal = refusalOf(facts);
  if (refusal) return refused(refusal, why.explain('REFUSED', refusal.message));
  const inTime = siteDate(sentAt, zone) === siteDate(answeredAt, zone);
  why.fact('inTime', inTime);
  return accepted(
    [{ type: 'CallMessageRecorded', sentAt, inTime }],
    why.explain(inTime ? 'IN_TIME' : 'LATE', inTime ? sameDay : late),
  );
};

const refusalOf = ({
  by,
  consultantId,
  sentAt,
  answeredAt,
  at,
  recordedBefore,
}: CallMessageFacts): CallMessageRefusal | null => {
  if (by !== consultantId) return { code: 'NOT_THE_ANSWERER', rule: 'SR-2.04', message: onlyAnswerer };
  if (recordedBefore) return { code: 'ALREADY_RECORDED', rule: 'SR-2.04', message: before };
  if (sentAt > at || sentAt < answeredAt) return { code: 'BAD_INPUT', rule: 'SR-2.04', message: notThen };
  return null;
};

const sameDay = text('已于来电当日发送地址与路线。', 'Address and route were sent on the day of the call.');
const late = text('未在来电当日发送地址与路线。', 'Address and route were not sent on the day of the call.');
const onlyAnswerer = text('由接听人发送并登记。', 'Whoever answered sends the message and writes it down.');
const before = text('该来电的发送已登记。', 'The message of this call is written down already.');
const notThen = text(
  '发送时间须在来电之后、此刻之前。',
  'The message was sent after the call, and not later than now.',
);
