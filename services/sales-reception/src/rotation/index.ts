export {
  actOnRotation,
  type LockedFloor,
  lockFloor,
  type ReceptionContext,
  runAtSite,
} from './actOnRotation.ts';
export { decideAnswering } from './answerPhone.decision.ts';
export { type ConfirmPreparation, confirmPreparation } from './confirmPreparation.ts';
export { floorResolvers } from './floor.resolvers.ts';
export { type FloorFacts, floorReasoning, isOpenToday, withinHours } from './floorFacts.ts';
export { leaveFloor, returnToFloor } from './leaveFloor.ts';
export type { FoundByRotation, RecordViolation } from './mealOverstay.ts';
export { decideMissedCall } from './missedCall.decision.ts';
export { type NextTurn, nextTurn } from './nextTurn.ts';
export { inCycleFrom } from './openRotation.decision.ts';
export { closeRotation, openRotation } from './openRotation.ts';
export { isSuspended, newRotation, occupantOf, type Presence, type Rotation } from './rotation.ts';
export type { RotationEvent, SkipReason, Turn } from './rotationEvents.ts';
export { rotationMigrations } from './rotationMigrations.ts';
export { readRotation, saveRotation } from './rotationStore.ts';
