import { type Reasoning, text } from '@shouwen/kernel';
import { type NextTurn, nextTurn, type RotationEvent, type Turn } from '../rotation/index.ts';
import type { Arrival } from './arrival.ts';
import { type Hands, handsOf, lastFree } from './hands.ts';
import type { Judgement } from './judgement.ts';

/** Who receives, in whose place, and what turn that uses up. */
export type Assignment = {
  readonly consultantId: string;
  /** Whose client it is while this one only stands in (SR-1.28, SR-3.08). */
  readonly actingFor: string | null;
  /** Everybody is receiving: the manager looks after the visitor until this one is free (SR-1.08). */
  readonly held: boolean;
  /** The turn used up, and whose it is: a stand-in uses none, the old client's consultant one in advance (SR-1.21). */
  readonly turn: { readonly of: string; readonly used: Turn } | null;
  /** Stands in with a referral, and so takes the next client (SR-6.02). */
  readonly earnsNextTurn: boolean;
  /** The one asked for was not possible, so the visitor is as new as any other. */
  readonly asNew: boolean;
  readonly skips: Extract<RotationEvent, { type: 'TurnSkipped' }>[];
};

/** Finds the consultant for what was judged. Null: nobody is on the floor. */
export const assignVisitor = (arrival: Arrival, judgement: Judgement, because: Reasoning): Assignment | null => {
  const hands = handsOf(arrival);
  if (!hands.countsTurns) because.apply('SR-1.13');
  const { receiver } = judgement;
  switch (receiver.kind) {
    case 'consultant':
      return toConsultant(arrival, { hands, judgement, receiver }, because);
    case 'lastInTurn':
      return byStandIn(hands, null, because);
    default:
      return inTurn(arrival, hands, because);
  }
};

type Wanted = {
  readonly hands: Hands;
  readonly judgement: Judgement;
  readonly receiver: Extract<Judgement['receiver'], { kind: 'consultant' }>;
};

const toConsultant = (arrival: Arrival, { hands, judgement, receiver }: Wanted, because: Reasoning) => {
  const { consultantId } = receiver;
  const hand = hands.of(consultantId);
  because.fact('askedFor', consultantId).fact('askedForIs', hand);
  const { rules } = receiver;
  if (hand === 'receiving') because.apply('SR-1.06');
  if (hand !== 'free' && (hand === 'away' ? receiver.whenAway : receiver.whenBusy) === 'inTurn') {
    for (const rule of rules) because.reject(rule, notPossible);
    because.apply('SR-1.20');
    const assignment = inTurn(arrival, hands, because);
    return assignment && { ...assignment, asNew: true };
  }
  because.apply(...rules);
  const turn = judgement.turn === 'inAdvance' && hands.countsTurns ? usedBy(consultantId) : null;
  if (hand === 'free') {
    if (!hands.inOrder.includes(consultantId)) because.apply('SR-1.14');
    return { ...nobodyElse, consultantId, turn };
  }
  const standIn = consented(arrival)
    ? byStandIn(hands, consultantId, because, arrival.assignedTo)
    : onlyTheOwner(hands, consultantId, because);
  return standIn && { ...standIn, turn, earnsNextTurn: turn !== null && takesNext(arrival, standIn, because) };
};

/** SR-6.02, `one-month`: whoever stands in for the old client's consultant may take the next client. */
const takesNext = ({ policy }: Arrival, { actingFor }: Assignment, because: Reasoning): boolean => {
  if (actingFor === null || !policy.params['arrival.standInTakesNext']) return false;
  because.apply('SR-6.02');
  return true;
};

/** SR-3.08, the stricter variant: the owner agrees, or the manager has arranged somebody. */
export const consented = ({ policy, ownerConsents, assignedTo }: Arrival): boolean =>
  !policy.params['standIn.needsOwnersConsent'] || ownerConsents === true || assignedTo !== null;

/** Nobody may stand in: the manager looks after the visitor until the owner is free; null when the owner is away. */
const onlyTheOwner = (hands: Hands, ownerId: string, because: Reasoning): Assignment | null => {
  because.apply('SR-3.08');
  return hands.of(ownerId) === 'receiving' ? held(ownerId, null, because) : null;
};

/** The one whom the manager arranged, else the last of the rotation, stands in (SR-1.28, SR-3.08, SR-6.02). */
const byStandIn = (
  hands: Hands,
  actingFor: string | null,
  because: Reasoning,
  arranged: string | null = null,
): Assignment | null => {
  if (actingFor !== null) because.apply('SR-1.28', 'SR-3.08');
  const free = arranged !== null && hands.of(arranged) === 'free' ? arranged : lastFree(hands);
  if (free !== null) return { ...nobodyElse, consultantId: free, actingFor: free === actingFor ? null : actingFor };
  if (actingFor !== null && hands.of(actingFor) === 'receiving') return held(actingFor, null, because);
  const busy = hands.inOrder.filter((one) => hands.of(one) === 'receiving').at(-1);
  return busy === undefined ? null : held(busy, actingFor, because);
};

const inTurn = (arrival: Arrival, hands: Hands, because: Reasoning): Assignment | null => {
  if (hands.countsTurns) return byRotation(nextTurn(arrival.rotation, arrival, arrival.policy.params), because);
  const free = hands.inOrder.find((one) => hands.of(one) === 'free');
  if (free !== undefined) return { ...nobodyElse, consultantId: free };
  const busy = hands.inOrder.find((one) => hands.of(one) === 'receiving');
  return busy === undefined ? null : held(busy, null, because);
};

const byRotation = (next: NextTurn | null, because: Reasoning): Assignment | null => {
  if (!next) return null;
  const { consultantId, turn, skips } = next;
  because.apply('SR-1.02').fact('inTurn', consultantId).fact('turnOf', turn.kind);
  if (turn.kind === 'makeUp') because.apply('SR-1.04');
  if (skips.length > 0)
    because.apply('SR-1.03').fact(
      'skipped',
      skips.map((skip) => `${skip.consultantId}: ${skip.reason}`),
    );
  if (skips.some((skip) => skip.makeUp !== null))
    because.apply('SR-1.04').fact(
      'makeUpsDue',
      skips.flatMap((skip) => (skip.makeUp === null ? [] : [skip.consultantId])),
    );
  if (skips.some((skip) => skip.reason === 'usedInAdvance')) because.apply('SR-1.21');
  if (next.held) because.apply('SR-1.08');
  return { ...nobodyElse, consultantId, held: next.held, turn: { of: consultantId, used: turn }, skips: [...skips] };
};

const held = (consultantId: string, actingFor: string | null, because: Reasoning): Assignment => {
  because.apply('SR-1.08', 'SR-1.06');
  return { ...nobodyElse, consultantId, actingFor, held: true };
};

const usedBy = (of: string): Assignment['turn'] => ({ of, used: { kind: 'inAdvance' } });

const nobodyElse = {
  actingFor: null,
  held: false,
  turn: null,
  earnsNextTurn: false,
  asNew: false,
  skips: [],
} as const satisfies Omit<Assignment, 'consultantId'>;

const notPossible = text('所指置业顾问现在不能接待。', 'The consultant asked for cannot receive now.');
