import type { RotationEvent } from '../rotation/index.ts';
import type { Arrival } from './arrival.ts';
import type { Assignment } from './assignVisitor.ts';
import type { ArrivalKind } from './judgement.ts';
import type { StandingAtArrival, TurnUsed, Visit, VisitEvent } from './visit.ts';

export type ReceptionEvent = VisitEvent | RotationEvent;

type VisitBase = ReturnType<typeof factsOf>;

/** What is written down of an arrival whoever receives. */
export const factsOf = (
  { visitId, rotation, clientId, remark, at, partySize, related, standing }: Arrival,
  kind: ArrivalKind,
  { explanationId, rules }: Pick<Visit, 'explanationId' | 'rules'>,
) => ({
  visitId,
  siteId: rotation.siteId,
  clientId,
  kind,
  remark,
  arrivedAt: at,
  partySize,
  related: related && { kind: related.kind, clientId: related.clientId },
  standing: atArrival(standing),
  turn: null as TurnUsed | null,
  actingFor: null as string | null,
  takenOverFrom: null,
  sharing: null,
  rules,
  explanationId,
});

/** The skips, the turn, the beginning, and the visit itself. */
export const eventsOf = (
  { rotation, visitId, at }: Arrival,
  base: VisitBase,
  assignment: Assignment,
): ReceptionEvent[] => {
  const { consultantId, held, skips, actingFor, earnsNextTurn } = assignment;
  const turn = assignment.turn && { ...assignment.turn, position: rotation.nextPosition };
  const tourGroup = base.kind === 'tourGroup';
  const taken: RotationEvent[] = turn
    ? [{ type: 'TurnTaken', consultantId: turn.of, visitId, position: turn.position, turn: turn.used, at }]
    : [];
  const earned: RotationEvent[] = earnsNextTurn ? [{ type: 'TurnEarned', consultantId, visitId, at }] : [];
  const begun: RotationEvent = { type: held ? 'VisitHeld' : 'ReceptionStarted', consultantId, visitId, tourGroup, at };
  const status = held
    ? ({ status: 'held', consultantId, startedAt: null, endedAt: null } as const)
    : ({ status: 'receiving', consultantId, startedAt: at, endedAt: null } as const);
  const visit: Visit = { ...base, turn, actingFor, ...status };
  return [...skips, ...taken, ...earned, begun, { type: 'VisitorReceived', visit }];
};

const atArrival = (standing: Arrival['standing']): StandingAtArrival => {
  if (standing.kind === 'BUYER')
    return { kind: 'BUYER', consultantId: standing.consultantId, claimId: null, openedBy: null };
  const claim = standing.kind === 'NEW' ? standing.unconfirmed : standing.claim;
  return {
    kind: standing.kind,
    consultantId: claim?.consultantId ?? null,
    claimId: claim?.claimId ?? null,
    openedBy: claim?.openedBy ?? null,
  };
};
