import { accepted, type Decision, type Refusal, refused, text } from '@shouwen/kernel';
import { type FloorFacts, floorReasoning } from './floorFacts.ts';
import { isSuspended, type Presence } from './rotation.ts';
import type { RotationEvent } from './rotationEvents.ts';

export type PhoneFacts = FloorFacts & {
  /** Who picked up; null: the next in the phone order who is free. */
  readonly answeredBy: string | null;
  /** After how many rings, if somebody counted: a note, not a reason to refuse. */
  readonly rings?: number | null;
};

export type PhoneRefusal = Refusal<'NOBODY_TO_ANSWER' | 'CANNOT_ANSWER'>;

/**
 * SR-1.12: calls rotate in the reverse of the day's opening order. Whoever is due but busy or away is passed; whoever answers has
 * the caller and has used the slot. Somebody free who is passed keeps the slot.
 */
export const decideAnswering = (facts: PhoneFacts): Decision<RotationEvent, PhoneRefusal> => {
  const { rotation, answeredBy, at, rings = null, policy } = facts;
  const free = freeForCalls(facts);
  const consultantId = answeredBy ?? free[0] ?? null;
  const because = floorReasoning(facts)
    .apply('SR-1.12')
    .fact('phoneOrder', [...rotation.phoneOrder])
    .fact('free', free)
    .fact('answeredBy', consultantId, at);
  if (rings !== null) because.fact('rings', rings).fact('withinRings', rings <= policy.params['phone.rings']);
  const refusal = consultantId === null ? nobody : free.includes(consultantId) ? null : cannotAnswer;
  if (consultantId === null || refusal) {
    const { code, message } = refusal ?? nobody;
    return refused(refusal ?? nobody, because.explain(code, message));
  }
  const ahead = rotation.phoneOrder.slice(0, rotation.phoneOrder.indexOf(consultantId));
  const passed = ahead.filter((one) => !free.includes(one));
  because.fact('passed', passed);
  const taken: RotationEvent = { type: 'CallTaken', consultantId, passed, at };
  return accepted([taken], because.explain('CALL_ANSWERED', passed.length > 0 ? passedText : answeredText));
};

/** Those who could answer now, whoever is due first. */
export const freeForCalls = (facts: FloorFacts): string[] =>
  facts.rotation.phoneOrder.filter((one) => isFree(facts, one));

/** Yesterday's absence says nothing about today: before opening, everybody of the last order may be there. */
const isFree = ({ rotation, date }: FloorFacts, consultantId: string): boolean => {
  if (isSuspended(rotation, consultantId)) return false;
  const presence: Presence | undefined = rotation.presences[consultantId];
  if (presence?.status === 'receiving') return false;
  return presence?.status !== 'away' || rotation.date !== date;
};

const nobody: PhoneRefusal = {
  code: 'NOBODY_TO_ANSWER',
  rule: 'SR-1.12',
  message: text(
    '所有置业顾问都在接待或离场；请记下号码并回拨。',
    'Every consultant is receiving or away: note the number and call back.',
  ),
  retryable: true,
};
const cannotAnswer: PhoneRefusal = {
  code: 'CANNOT_ANSWER',
  rule: 'SR-1.12',
  message: text(
    '接听人须是今日在场且空闲的置业顾问。',
    'Only a consultant of the day who is on the floor and free answers the office line.',
  ),
};
const answeredText = text(
  '按来电顺序由轮到者接听，来电客户归其联系。',
  'The one due in the phone order answers and has the caller.',
);
const passedText = text(
  '轮到者正忙或不在，由接听者联系该来电客户。',
  'The one due is busy or away; whoever answers has the caller.',
);
