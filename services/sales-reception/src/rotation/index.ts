export { decideAnswering } from './answerPhone.decision.ts';
export { evolve, evolveAll } from './evolveRotation.ts';
export { type FloorFacts, floorFacts, floorReasoning, isOpenToday, withinHours } from './floorFacts.ts';
export { type NextTurn, nextTurn } from './nextTurn.ts';
export { inCycleFrom } from './openRotation.decision.ts';
export {
  type HeldVisit,
  isWaiting,
  newRotation,
  occupantOf,
  type Presence,
  type Rotation,
  waitingInOrder,
} from './rotation.ts';
export type { RotationEvent, SkipReason, Turn } from './rotationEvents.ts';
