import { accepted, type Decision, type Refusal, refused, text } from '@shouwen/kernel';
import { type FloorFacts, floorReasoning, isSuspended, type RotationEvent } from '../rotation/index.ts';
import type { Visit, VisitEvent } from './visit.ts';

/** The visitor who has waited longest with the manager for this consultant (SR-1.08). */
export type NextHeld = { readonly visitId: string; readonly consultantId: string; readonly tourGroup: boolean } | null;

export type EndingFacts = FloorFacts & { readonly visit: Visit; readonly nextHeld: NextHeld };
export type EndingRefusal = Refusal<'RECEPTION_ENDED'>;

/** SR-1.02, SR-1.08: a reception ends; a visitor whom the manager looks after for this consultant is handed over at once. */
export const decideEnding = (facts: EndingFacts): Decision<VisitEvent | RotationEvent, EndingRefusal> => {
  const { visit, at, nextHeld } = facts;
  const because = floorReasoning(facts).fact('consultant', visit.consultantId).fact('startedAt', null, visit.arrivedAt);
  if (visit.status === 'ended') return refused(alreadyEnded, because.explain(alreadyEnded.code, alreadyEnded.message));
  const { visitId } = visit;
  const consultantId = visit.status === 'receiving' ? visit.consultantId : null;
  const ended: RotationEvent = { type: 'ReceptionEnded', consultantId, visitId, at };
  // FI-3: whoever is suspended begins nothing new; the manager gives the visitor who waits to another.
  const handover = consultantId === null || isSuspended(facts.rotation, consultantId) ? [] : handOver(nextHeld, at);
  because.apply(handover.length > 0 ? 'SR-1.08' : 'SR-1.06');
  const events = [ended, { type: 'VisitEnded', visitId, at } as const, ...handover];
  return accepted(events, because.explain('ENDED', handover.length > 0 ? handedOver : free));
};

/** The visitor who waited begins with the consultant who is free now; nobody when none waits. */
export const handOver = (nextHeld: NextHeld, at: Date): readonly (VisitEvent | RotationEvent)[] => {
  if (!nextHeld) return [];
  const { visitId } = nextHeld;
  return [
    { type: 'ReceptionStarted', ...nextHeld, at },
    { type: 'VisitHandedOver', visitId, at },
  ];
};

const alreadyEnded: EndingRefusal = {
  code: 'RECEPTION_ENDED',
  rule: 'SR-1.06',
  message: text('该接待已经结束。', 'The reception has ended already.'),
};
const free = text('接待结束，回到候客位。', 'The reception ended; its consultant waits again.');
const handedOver = text(
  '接待结束，经理将等候的客户交给其接待。',
  'The reception ended; the manager hands over the visitor who waited.',
);
