import {
  accepted,
  type Decision,
  firstRefusal,
  minutesAfter,
  type Refusal,
  type Requirement,
  refused,
  type Text,
  text,
} from '@shouwen/kernel';
import { floorReasoning, isOpenToday, withinHours } from '../rotation/index.ts';
import type { Arrival } from './arrival.ts';
import { type Assignment, assignVisitor, consented } from './assignVisitor.ts';
import { judgeArrival } from './judgeArrival.ts';
import { eventsOf, factsOf, type ReceptionEvent } from './receivedVisit.ts';

export type ReceptionRefusal = Refusal<
  | 'ROTATION_NOT_OPEN'
  | 'NO_CONSULTANT'
  | 'NOT_A_CONSULTANT_HERE'
  | 'BAD_PARTY'
  | 'BAD_ARRIVAL_TIME'
  | 'OWNERS_CONSENT_MISSING'
>;

/**
 * SR-1: somebody comes through the door: what kind of arrival it is, who receives, and whether it is a turn.
 * @param explanationId under which the explanation of this decision is kept
 */
export const decideReception = (
  arrival: Arrival,
  explanationId: string,
): Decision<ReceptionEvent, ReceptionRefusal> => {
  const because = floorReasoning(arrival)
    .fact('asksFor', arrival.asksFor.kind)
    .fact('remark', arrival.remark)
    .fact('standing', arrival.standing.kind);
  const no = (refusal: ReceptionRefusal) => refused(refusal, because.explain(refusal.code, refusal.message));
  const refusal = firstRefusal(arrivalRequirements, arrival);
  if (refusal) return no(refusal);
  const judgement = judgeArrival(arrival, because);
  if (judgement.receiver.kind === 'nobody') {
    const explanation = because.explain('NOT_COUNTED', nobodyNeeded);
    const status = { status: 'unattended', consultantId: null, startedAt: null, endedAt: null } as const;
    const visit = { ...factsOf(arrival, judgement.kind, { explanationId, rules: explanation.applied }), ...status };
    return accepted([{ type: 'VisitorReceived', visit }], explanation);
  }
  const assignment = assignVisitor(arrival, judgement, because);
  if (!assignment)
    return no(judgement.receiver.kind === 'consultant' && !consented(arrival) ? noConsent : noConsultant);
  const explanation = because
    .fact('consultant', assignment.consultantId)
    .fact('standsInFor', assignment.actingFor)
    .explain(assignment.turn ? 'COUNTED' : 'NOT_COUNTED', summaryOf(assignment));
  const kind = assignment.asNew ? 'newClient' : judgement.kind;
  const facts = factsOf(arrival, kind, { explanationId, rules: explanation.applied });
  return accepted(eventsOf(arrival, facts, assignment), explanation);
};

type ArrivalRequirement = Requirement<Arrival, ReceptionRefusal>;

/** Within hours the day must have been opened, since every turn counts from then on; closed early is closed. */
const dayIsOpened: ArrivalRequirement = (arrival) =>
  withinHours(arrival) && !isOpenToday(arrival) && arrival.rotation.date !== arrival.date ? notOpened : null;

const namesConsultantsOfTheSite: ArrivalRequirement = ({ asksFor, assignedTo, cycle }) => {
  const named = asksFor.kind === 'consultant' ? [asksFor.consultantId, assignedTo] : [assignedTo];
  return named.every((one) => one === null || cycle.includes(one)) ? null : notAConsultantHere;
};

const isSomebody: ArrivalRequirement = ({ partySize }) =>
  Number.isInteger(partySize) && partySize >= 1 && partySize <= 1000 ? null : badParty;

/** The desk notes it when it happens; a visitor of yesterday is not received today. */
const cameInNow: ArrivalRequirement = ({ cameInAt, at }) =>
  cameInAt === null || (cameInAt <= at && minutesAfter(cameInAt, 12 * 60) > at) ? null : badArrivalTime;

const arrivalRequirements = [isSomebody, cameInNow, dayIsOpened, namesConsultantsOfTheSite];

const notOpened: ReceptionRefusal = {
  code: 'ROTATION_NOT_OPEN',
  rule: 'SR-1.01',
  message: text('已到营业时间，请先开启今日轮排。', "It is past opening time: open today's rotation first."),
  retryable: true,
};
const noConsultant: ReceptionRefusal = {
  code: 'NO_CONSULTANT',
  rule: 'SR-1.08',
  message: text('没有置业顾问在场，请经理召回人员。', 'No consultant is on the floor: the manager must call one back.'),
  retryable: true,
};
const notAConsultantHere: ReceptionRefusal = {
  code: 'NOT_A_CONSULTANT_HERE',
  rule: 'SR-1.27',
  message: text('所指人员不是本案场的置业顾问。', 'Whoever was named is not a consultant of this site.'),
};
const badParty: ReceptionRefusal = {
  code: 'BAD_PARTY',
  rule: 'SR-1.30',
  message: text('同行人数须为 1 至 1000。', 'A party has between 1 and 1000 people.'),
};
const badArrivalTime: ReceptionRefusal = {
  code: 'BAD_ARRIVAL_TIME',
  rule: 'SR-3.20',
  message: text('到场时间不得晚于现在，也不得早于今日。', 'The visitor came in today, and not later than now.'),
};
const noConsent: ReceptionRefusal = {
  code: 'OWNERS_CONSENT_MISSING',
  rule: 'SR-3.08',
  message: text(
    '义务接待须先征得原置业顾问同意，或由经理安排。',
    'A stand-in needs the owner’s consent first, or the manager arranges somebody.',
  ),
};

const nobodyNeeded = text(
  '同行或找开发商，无需接待，不计轮次。',
  'From the trade and needs no consultant: not a turn.',
);

const summaryOf = ({ turn, held, actingFor }: Assignment): Text => {
  const counted = turn ? text('计轮次', 'counts as a turn') : text('不计轮次', 'does not count as a turn');
  if (held)
    return text(
      `全员接待中，由经理先行接待，${counted.zh}。`,
      `All are receiving: the manager looks after the visitor; it ${counted.en}.`,
    );
  if (actingFor !== null) return text(`由同事义务接待，${counted.zh}。`, `A colleague stands in; it ${counted.en}.`);
  return text(`由置业顾问接待，${counted.zh}。`, `The consultant receives; it ${counted.en}.`);
};
