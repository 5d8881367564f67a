import { type Accepted, accepted, text } from '@shouwen/kernel';
import { freeForCalls } from './answerPhone.decision.ts';
import { type FloorFacts, floorReasoning, withinHours } from './floorFacts.ts';
import type { RotationEvent } from './rotationEvents.ts';

/**
 * SR-1.12, V-46: the line rang and nobody answered. It was the slot of the first in the phone order who was free; those busy or away
 * are passed, as in an answered call, and the slot is used up. Nobody free, or outside the hours: it was nobody's.
 */
export const decideMissedCall = (facts: FloorFacts): Accepted<RotationEvent> => {
  const { rotation, at } = facts;
  const free = withinHours(facts) ? freeForCalls(facts) : [];
  const slotOf = free[0] ?? null;
  const passed = slotOf === null ? [] : rotation.phoneOrder.slice(0, rotation.phoneOrder.indexOf(slotOf));
  const because = floorReasoning(facts)
    .apply('SR-1.12')
    .fact('phoneOrder', [...rotation.phoneOrder])
    .fact('free', free)
    .fact('slotOf', slotOf, at);
  if (slotOf === null) because.reject('V-46', nobodysSlot);
  else because.apply('V-46');
  const missed: RotationEvent = { type: 'CallMissed', consultantId: slotOf, passed, at };
  return accepted([missed], because.explain('CALL_MISSED', slotOf === null ? nobodysSlot : inSlot));
};

const nobodysSlot = text('当时无人可接，不追究责任。', 'Nobody could have answered: nobody’s fault.');
const inSlot = text('轮到者在场空闲而未接听，记违规一次。', 'The one due was there and free: a violation.');
