import { accepted, type Decision, firstRefusal, type Refusal, type Requirement, refused, text } from '@shouwen/kernel';
import { type FloorFacts, floorReasoning, isOpenToday } from './floorFacts.ts';
import { explainOverstays, mealOverstay } from './mealOverstay.ts';
import { makeUpFor } from './nextTurn.ts';
import { type AwayReason, isSuspended, type Presence } from './rotation.ts';
import type { RotationEvent } from './rotationEvents.ts';

export type LeavingFacts = FloorFacts & {
  readonly consultantId: string;
  readonly reason: AwayReason;
  readonly announced: boolean;
  readonly confirmedBy: string | null;
};

export type LeavingRefusal = Refusal<
  | 'ROTATION_NOT_OPEN'
  | 'NOT_IN_ROTATION'
  | 'ALREADY_AWAY'
  | 'CONSULTANT_RECEIVING'
  | 'NOT_AWAY'
  | 'CONSULTANT_SUSPENDED'
>;

/** SR-1.03, SR-1.04: a consultant leaves the floor; whether turns missed meanwhile come back is decided by what was said before. */
export const decideLeaving = (facts: LeavingFacts): Decision<RotationEvent, LeavingRefusal> => {
  const { consultantId, reason, announced, confirmedBy, at } = facts;
  const because = floorReasoning(facts)
    .fact('consultant', consultantId)
    .fact('reason', reason)
    .fact('announcedBeforeLeaving', announced, at)
    .fact('confirmedBy', confirmedBy);
  const refusal = firstRefusal(leavingRules, facts);
  if (refusal) return refused(refusal, because.explain(refusal.code, refusal.message));
  const excused = isExcused(facts);
  if (excused) because.apply('SR-1.04').reject('SR-1.03', excusedText);
  else because.apply('SR-1.03').reject('SR-1.04', whyLost(facts));
  if (reason === 'scheduledMeal') because.apply('SR-1.09');
  const left: RotationEvent = { type: 'ConsultantLeft', consultantId, reason, announced, confirmedBy, at };
  return accepted([left], because.explain('LEFT_FLOOR', excused ? excusedText : lostText));
};

/** SR-1.04, V-08: back on the floor; a make-up that is due makes this one the next to receive. */
export const decideReturn = (
  facts: FloorFacts & { readonly consultantId: string },
): Decision<RotationEvent, LeavingRefusal> => {
  const { rotation, consultantId, at } = facts;
  const due = rotation.makeUps.filter((one) => one.consultantId === consultantId).length;
  const because = floorReasoning(facts).fact('consultant', consultantId).fact('makeUpsDue', due);
  const presence = rotation.presences[consultantId];
  if (isSuspended(rotation, consultantId))
    return refused(suspended, because.explain(suspended.code, suspended.message));
  if (presence?.status !== 'away') return refused(notAway, because.explain(notAway.code, notAway.message));
  because.apply(due > 0 ? 'SR-1.04' : 'SR-1.03').fact('leftFor', presence.reason, presence.since);
  const returned: RotationEvent = { type: 'ConsultantReturned', consultantId, at };
  const overstayed = mealOverstay(facts, consultantId);
  const overstays = overstayed ? [overstayed] : [];
  explainOverstays(because, overstays);
  return accepted([returned, ...overstays], because.explain('RETURNED', due > 0 ? nextText : backText));
};

/** A meal counts by the time of the turn that is missed, so here by its earliest minute. */
const isExcused = ({ reason, announced, confirmedBy, at, time, policy: { params } }: LeavingFacts): boolean => {
  const presence: Presence = { status: 'away', since: at, reason, announced, confirmedBy };
  const earliest = time < params['lunch.from'] ? params['lunch.from'] : time;
  return makeUpFor(presence, reason === 'scheduledMeal' ? earliest : time, params) !== null;
};

type LeavingRule = Requirement<LeavingFacts, LeavingRefusal>;

const rotationIsOpen: LeavingRule = (facts) =>
  isOpenToday(facts)
    ? null
    : {
        code: 'ROTATION_NOT_OPEN',
        rule: 'SR-1.01',
        message: text('今日轮排尚未开启或已经关闭。', "Today's rotation is not open."),
      };

const takesPart: LeavingRule = ({ rotation, consultantId }) =>
  rotation.order.includes(consultantId)
    ? null
    : {
        code: 'NOT_IN_ROTATION',
        rule: 'SR-1.14',
        message: text('该置业顾问不在今日轮排中。', "The consultant does not take part in today's rotation."),
      };

const notSuspended: LeavingRule = ({ rotation, consultantId }) =>
  isSuspended(rotation, consultantId) ? suspended : null;

const isHere: LeavingRule = ({ rotation, consultantId }) =>
  rotation.presences[consultantId]?.status !== 'away'
    ? null
    : {
        code: 'ALREADY_AWAY',
        rule: 'SR-1.03',
        message: text('该置业顾问已离场，须先返场。', 'The consultant is away already and must return first.'),
      };

const doesNotLeaveAClient: LeavingRule = ({ rotation, consultantId }) =>
  rotation.presences[consultantId]?.status !== 'receiving'
    ? null
    : {
        code: 'CONSULTANT_RECEIVING',
        rule: 'SR-1.06',
        message: text(
          '该置业顾问正在接待，不得中断接待离场。',
          'The consultant is receiving and may not interrupt the reception.',
        ),
      };

const leavingRules = [rotationIsOpen, takesPart, notSuspended, isHere, doesNotLeaveAClient];

const notAway: LeavingRefusal = {
  code: 'NOT_AWAY',
  rule: 'SR-1.03',
  message: text('该置业顾问并未离场。', 'The consultant is not away.'),
};

const suspended: LeavingRefusal = {
  code: 'CONSULTANT_SUSPENDED',
  rule: 'FI-3',
  message: text('该置业顾问停盘期间不得上岗。', 'The consultant is suspended and may not be on the floor.'),
};

const whyLost = ({ reason, announced, confirmedBy }: LeavingFacts) => {
  if (reason === 'private' || reason === 'waived')
    return text('因个人原因离开或放弃轮次，轮空不补。', 'Away for reasons of one’s own, or waived: not made up.');
  if (!announced)
    return text('离开前未告知下一位或经理。', 'Neither the next consultant nor the manager was told before leaving.');
  if (reason === 'officialBusiness' && confirmedBy === null)
    return text('经理未确认是公务。', 'No manager confirmed it as official business.');
  return text('不在规定的用餐时间内。', 'Outside the scheduled meal time.');
};

const excusedText = text(
  '离场期间轮空予以补轮，用餐者限规定用餐时间内。',
  'Turns missed meanwhile are made up, for a meal those within the meal time.',
);
const lostText = text('离场期间轮空不补。', 'Turns missed meanwhile are not made up.');
const nextText = text(
  '已返场，有补轮，下一位客户由其接待。',
  'Back on the floor; a make-up is due, so the next turn is theirs.',
);
const backText = text('已返场，按原顺序候客。', 'Back on the floor, waiting in the order as it stands.');
