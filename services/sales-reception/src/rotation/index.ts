export { answerPhone } from './answerPhone.decision.ts';
export { type FloorFacts, floorFacts, isOpenToday, withinHours } from './floorFacts.ts';
export { type NextTurn, nextTurn } from './nextTurn.ts';
export {
  evolve,
  evolveAll,
  isWaiting,
  newRotation,
  occupantOf,
  type Presence,
  type Rotation,
  waitingInOrder,
} from './rotation.ts';
export type { RotationEvent, SkipReason, Turn } from './rotationEvents.ts';
