import { accepted, type Decision, type Refusal, refused, text } from '@shouwen/kernel';
import { type FloorFacts, floorReasoning, isSuspended, type RotationEvent } from '../rotation/index.ts';
import { handOver, type NextHeld } from './endReception.decision.ts';
import type { Visit, VisitEvent } from './visit.ts';

export type GivingBackFacts = FloorFacts & {
  readonly visit: Visit;
  readonly nextHeld: NextHeld;
  readonly ownerId: string;
};
export type GivingBackRefusal = Refusal<'NOBODY_RECEIVED' | 'ALREADY_YOURS'>;

/**
 * SR-3.10, SR-3.20: ownership found that the client goes back to the consultant of before. What that does to the reception:
 * the owner takes over, or, while receiving somebody else (SR-1.06) or not in the rotation that day (SR-3.08), is acted for. Either
 * way the visit of an old client does not count (SR-1.23), so whoever received in turn has that turn still to come, the owner too.
 */
export const decideGivingBack = (facts: GivingBackFacts): Decision<VisitEvent | RotationEvent, GivingBackRefusal> => {
  const { visit, ownerId, rotation, nextHeld, at } = facts;
  const because = floorReasoning(facts).apply('SR-1.23').fact('owner', ownerId).fact('receiver', visit.consultantId);
  const no = (refusal: GivingBackRefusal) => refused(refusal, because.explain(refusal.code, refusal.message));
  if (visit.consultantId === null) return no(nobodyReceived);
  const owner = rotation.presences[ownerId]?.status ?? 'away';
  because.fact('ownerIs', owner).fact('turnGivenBack', visit.turn?.of ?? null, visit.arrivedAt);
  if (ownerId === visit.consultantId)
    return visit.turn
      ? accepted(returned(facts, false), because.apply('SR-3.10').explain('OWN_CLIENT', ownClient))
      : no(alreadyYours);
  if (visit.status === 'ended')
    return accepted(returned(facts, false), because.apply('SR-1.28').explain('GIVEN_BACK', over));
  if (owner === 'away')
    return accepted(returned(facts, false), because.apply('SR-3.08', 'SR-1.28').explain('ACTED_FOR', standsIn));
  if (owner === 'receiving')
    return accepted(returned(facts, false), because.apply('SR-1.06', 'SR-1.28').explain('ACTED_FOR', actedFor));
  const { visitId } = visit;
  const tourGroup = false;
  const changed: RotationEvent[] = [
    { type: 'ReceptionEnded', consultantId: visit.status === 'receiving' ? visit.consultantId : null, visitId, at },
    { type: 'ReceptionStarted', consultantId: ownerId, visitId, tourGroup, at },
  ];
  const begun = visit.status === 'held' ? ([{ type: 'VisitHandedOver', visitId, at }] as const) : [];
  const freed = visit.status === 'receiving' && !isSuspended(rotation, visit.consultantId);
  const next = freed ? handOver(nextHeld, at) : [];
  const events = [...changed, ...returned(facts, true), ...begun, ...next];
  return accepted(events, because.apply('SR-3.10').explain('TAKEN_OVER', takenOver));
};

/** The turn comes back to whose it was, and the visit is the owner's. */
const returned = (
  { visit, ownerId, at }: GivingBackFacts,
  takesOver: boolean,
): readonly (VisitEvent | RotationEvent)[] => {
  const { visitId, turn, consultantId: receiverId, arrivedAt: missedAt } = visit;
  if (receiverId === null) return [];
  const back: RotationEvent[] = turn
    ? [{ type: 'TurnReturned', consultantId: turn.of, visitId, turn: turn.used, missedAt, at }]
    : [];
  const whose = takesOver
    ? { consultantId: ownerId, actingFor: null, takenOverFrom: receiverId }
    : { consultantId: receiverId, actingFor: ownerId === receiverId ? null : ownerId, takenOverFrom: null };
  return [...back, { type: 'VisitGivenBack', visitId, receiverId, ...whose, at }];
};

const nobodyReceived: GivingBackRefusal = {
  code: 'NOBODY_RECEIVED',
  rule: 'SR-1.25',
  message: text('该来访无人接待。', 'Nobody received this visitor.'),
};
const alreadyYours: GivingBackRefusal = {
  code: 'ALREADY_YOURS',
  rule: 'SR-3.10',
  message: text('该客户本就归您，本次接待未计轮次。', 'The client is yours anyway, and the reception was no turn.'),
};
const ownClient = text(
  '当轮者认出自己的老客户：不计轮次，退还其轮次。',
  'The one in turn recognised an own old client: not a turn, so the turn is still to come.',
);
const over = text(
  '当日认出：客户归还原置业顾问，接待人视为义务接待，退还其轮次。',
  'Recognised the same day: the client goes back; the receiver stood in and has the turn still to come.',
);
const actedFor = text(
  '原置业顾问正在接待，由接待人义务接待至结束，退还其轮次。',
  'The owner is receiving: the receiver stands in to the end and has the turn still to come.',
);
const standsIn = text(
  '原置业顾问不在轮排，由接待人义务接待至结束，退还其轮次。',
  'The owner is not in the rotation: the receiver stands in to the end and has the turn still to come.',
);
const takenOver = text(
  '原置业顾问接手接待，原接待人退还轮次。',
  'The owner takes over; whoever received has the turn still to come.',
);
