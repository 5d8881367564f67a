import { accepted, type Decision, firstRefusal, type Refusal, type Requirement, refused, text } from '@shouwen/kernel';
import { type FloorFacts, floorReasoning } from './floorFacts.ts';
import { isSuspended, occupantOf, type Rotation } from './rotation.ts';
import type { RotationEvent } from './rotationEvents.ts';

/** A consultant on the day's roster. Only a full day and checked in takes part. */
export type RosterEntry = { readonly consultantId: string; readonly fullDay: boolean; readonly checkedIn: boolean };

export type OpeningFacts = FloorFacts & {
  /** All consultants of the site in their fixed order, A-B-C-D. */
  readonly cycle: readonly string[];
  readonly roster: readonly RosterEntry[];
};

export type OpeningRefusal = Refusal<
  'ROTATION_TOO_EARLY' | 'ROTATION_ALREADY_OPENED' | 'NOT_A_CONSULTANT_HERE' | 'ROSTER_EMPTY'
>;

/**
 * SR-1.01: opens the day's rotation. First is whoever was due when the day before closed, then the fixed order goes round.
 * A day that was left open is closed by it. Whoever is suspended that day does not take part (FI-3).
 */
export const decideOpening = (facts: OpeningFacts): Decision<RotationEvent, OpeningRefusal> => {
  const because = floorReasoning(facts)
    .apply('SR-1.01')
    .fact(
      'roster',
      facts.roster.map((entry) => entry.consultantId),
    )
    .fact('cycle', [...facts.cycle])
    .fact('previousDay', facts.rotation.date);
  const refusal = firstRefusal(openingRules, facts);
  if (refusal) return refused(refusal, because.explain(refusal.code, refusal.message));
  const suspended = facts.roster.map((one) => one.consultantId).filter((one) => isSuspended(facts.rotation, one));
  if (suspended.length > 0) because.apply('FI-3').fact('suspended', suspended);
  const due = dueOf(facts.rotation);
  const order = inCycleFrom(facts.cycle, due).filter((one) => takesPart(facts, one));
  const { date, at } = facts;
  const opened: RotationEvent = { type: 'RotationOpened', date, order, at };
  const events: RotationEvent[] =
    facts.rotation.status === 'open' ? [{ type: 'RotationClosed', due, at }, opened] : [opened];
  because
    .fact('dueAtClosing', due)
    .fact('order', order)
    .fact('phoneOrder', [...order].reverse());
  return accepted(events, because.apply('SR-1.12').explain('ROTATION_OPENED', openedText));
};

/** Whoever is at the head and not yet served; null on a new site. */
export const dueOf = (rotation: Rotation): string | null => {
  const head = rotation.order[0];
  return head === undefined ? null : occupantOf(rotation, head);
};

/** The fixed order, begun at the one who is due. Who is due but no longer at the site loses the place to the head of the order. */
export const inCycleFrom = (cycle: readonly string[], due: string | null): string[] => {
  const start = Math.max(0, due === null ? 0 : cycle.indexOf(due));
  return [...cycle.slice(start), ...cycle.slice(0, start)];
};

const takesPart = ({ roster, rotation }: OpeningFacts, consultantId: string): boolean =>
  !isSuspended(rotation, consultantId) &&
  roster.some((entry) => entry.consultantId === consultantId && entry.fullDay && entry.checkedIn);

type OpeningRule = Requirement<OpeningFacts, OpeningRefusal>;

const notBeforeOpening: OpeningRule = ({ time, policy }) =>
  time >= policy.params['rotation.opensAt']
    ? null
    : {
        code: 'ROTATION_TOO_EARLY',
        rule: 'SR-1.01',
        message: text(
          `轮排于 ${policy.params['rotation.opensAt']} 开启，现在尚早。`,
          `The rotation opens at ${policy.params['rotation.opensAt']}; it is too early.`,
        ),
      };

const oncePerDay: OpeningRule = ({ rotation, date }) =>
  rotation.date === null || rotation.date < date
    ? null
    : {
        code: 'ROTATION_ALREADY_OPENED',
        rule: 'SR-1.14',
        message: text(
          '今日轮排已开启过，当日不得再增减人员。',
          "Today's rotation was opened already; nobody enters or leaves it during the day.",
        ),
      };

const onlyConsultantsOfTheSite: OpeningRule = ({ roster, cycle }) =>
  roster.every((entry) => cycle.includes(entry.consultantId))
    ? null
    : {
        code: 'NOT_A_CONSULTANT_HERE',
        rule: 'SR-1.01',
        message: text('名单中有人不是本案场的置业顾问。', 'Somebody on the roster is not a consultant of this site.'),
        // The post may have been assigned a moment ago and the news still be on its way.
        retryable: true,
      };

const somebodyTakesPart: OpeningRule = (facts) =>
  facts.cycle.some((one) => takesPart(facts, one))
    ? null
    : {
        code: 'ROSTER_EMPTY',
        rule: 'SR-1.01',
        message: text(
          '没有全日在岗并已签到的置业顾问，无法开启轮排。',
          'No consultant is on the roster for a full day and checked in, so there is nothing to rotate.',
        ),
      };

const openingRules = [oncePerDay, notBeforeOpening, onlyConsultantsOfTheSite, somebodyTakesPart];

const openedText = text(
  '今日轮排已开启：昨日应接未接者为首，其后按固定顺序轮流；来电按相反顺序接听。',
  'The rotation is open: whoever was due at closing comes first, then the fixed order goes round; calls are answered in reverse.',
);
