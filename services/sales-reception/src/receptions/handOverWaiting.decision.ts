import { type Accepted, accepted, text } from '@shouwen/kernel';
import { type FloorFacts, floorReasoning, isSuspended, type RotationEvent } from '../rotation/index.ts';
import { handOver, type NextHeld } from './endReception.decision.ts';
import type { VisitEvent } from './visit.ts';

export type WaitingFacts = FloorFacts & {
  readonly consultantId: string;
  /** Whoever has waited longest for that consultant. */
  readonly nextHeld: NextHeld;
};

/**
 * SR-1.08, FI-3: whoever was suspended may receive again and is free: the visitor who waits for them with the manager is handed over at
 * once. Of two, the second follows when the first is done. Null: they are not free, or nobody waits.
 */
export const decideHandingOver = (facts: WaitingFacts): Accepted<VisitEvent | RotationEvent> | null => {
  const { rotation, consultantId, nextHeld, at } = facts;
  const free = rotation.presences[consultantId]?.status === 'waiting' && !isSuspended(rotation, consultantId);
  if (!free || !nextHeld) return null;
  const because = floorReasoning(facts).apply('SR-1.08', 'FI-3').fact('consultant', consultantId);
  return accepted(handOver(nextHeld, at), because.explain('HANDED_OVER', mayReceiveAgain));
};

const mayReceiveAgain = text(
  '停轮结束，经理将等候的客户交给其接待。',
  'The suspension is over: the manager hands over the visitor who waited.',
);
