import { actorOf, saveExplanation } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { Accepted } from '@shouwen/kernel';
import { type LockedFloor, type ReceptionContext, type RotationEvent, saveRotation } from '../rotation/index.ts';
import type { VisitEvent } from './visit.ts';
import { saveVisitEvents } from './visitStore.ts';

export type Decided = {
  readonly floor: LockedFloor;
  readonly decision: Accepted<VisitEvent | RotationEvent>;
  readonly explanationId: string;
  readonly subject: { readonly type: 'Visit' | 'Call'; readonly id: string };
};

/** Writes all that a decision says about turns and visits, and keeps why. */
export const keepReception = async (
  tx: Tx,
  context: Pick<ReceptionContext, 'viewer'>,
  decided: Decided,
): Promise<void> => {
  const { floor, decision, explanationId, subject } = decided;
  const { date, rotation } = floor.facts;
  const actor = actorOf(context.viewer);
  const { explanation } = decision;
  await saveExplanation(tx, { id: explanationId, subject, siteId: rotation.siteId, explanation });
  const turns = decision.events.filter((event): event is RotationEvent => !isAboutVisit(event));
  await saveRotation(tx, { locked: floor.locked, events: turns, date, actor, explanationId });
  await saveVisitEvents(tx, decision.events.filter(isAboutVisit), { date, actor });
};

const visitEvents: Readonly<Record<VisitEvent['type'], true>> = {
  VisitorReceived: true,
  VisitHandedOver: true,
  VisitEnded: true,
  VisitGivenBack: true,
  VisitReplaced: true,
  VisitShared: true,
  VisitReassigned: true,
};

const isAboutVisit = (event: VisitEvent | RotationEvent): event is VisitEvent => event.type in visitEvents;
