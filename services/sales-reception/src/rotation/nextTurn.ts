import type { ClockTime } from '@shouwen/kernel';
import type { MakeUpReason, SalesPolicy } from '../policies/index.ts';
import { evolve } from './evolveRotation.ts';
import { isSuspended, occupantOf, type Presence, type Rotation } from './rotation.ts';
import type { RotationEvent, SkipReason, Turn } from './rotationEvents.ts';

type Skip = Extract<RotationEvent, { type: 'TurnSkipped' }>;

/** Whose turn it is now, after which skips. */
export type NextTurn = {
  readonly skips: readonly Skip[];
  readonly consultantId: string;
  readonly turn: Turn;
  /** All are receiving: the manager looks after the visitor until this one is free (SR-1.08). */
  readonly held: boolean;
};

/** When the turn is asked for: the instant, and the site's clock at that instant. */
export type Moment = { readonly at: Date; readonly time: ClockTime };

/**
 * SR-1.02 to SR-1.04, SR-1.08, FI-3: a make-up goes ahead of the head; a head who is busy, absent, suspended or waives is skipped and moves to
 * the tail; when all are receiving the manager stands in for the one whose turn it is.
 * @returns null when nobody who takes part is on the floor
 */
export const nextTurn = (rotation: Rotation, moment: Moment, policy: SalesPolicy): NextTurn | null => {
  const free = rotation.order.some((place) =>
    mayTake(rotation, occupantOf(rotation, place), { wanted: 'waiting', policy }),
  );
  const wanted = free ? 'waiting' : 'receiving';
  const held = wanted === 'receiving';
  const takesPart = (one: string) => rotation.order.includes(one) && mayTake(rotation, one, { wanted, policy });
  const makeUp = rotation.makeUps.find((one) => takesPart(one.consultantId));
  if (makeUp)
    return { skips: [], consultantId: makeUp.consultantId, turn: { kind: 'makeUp', reason: makeUp.reason }, held };
  return fromHead(rotation, moment, { policy, wanted });
};

/** Does this missed turn come back (SR-1.04, SR-1.09, SR-1.26)? Null: it is lost. */
export const makeUpFor = (presence: Presence, time: ClockTime, policy: SalesPolicy): MakeUpReason | null => {
  const reason = excuseOf(presence, time, policy);
  return reason !== null && policy['makeUp.reasons'].includes(reason) ? reason : null;
};

const excuseOf = (presence: Presence, time: ClockTime, policy: SalesPolicy): MakeUpReason | null => {
  if (presence.status === 'receiving') return presence.tourGroup ? 'tourGroup' : null;
  if (presence.status === 'waiting' || !presence.announced) return null;
  if (presence.reason === 'officialBusiness') return presence.confirmedBy === null ? null : 'officialBusiness';
  const atLunch = policy['lunch.from'] <= time && time < policy['lunch.to'];
  return presence.reason === 'scheduledMeal' && atLunch ? 'scheduledMeal' : null;
};

const fromHead = (
  start: Rotation,
  { at, time }: Moment,
  { policy, wanted }: { policy: SalesPolicy; wanted: 'waiting' | 'receiving' },
): NextTurn | null => {
  const skips: Skip[] = [];
  let rotation = start;
  for (let left = mostSteps(start); left > 0; left -= 1) {
    const place = rotation.order[0];
    if (place === undefined) return null;
    const consultantId = occupantOf(rotation, place);
    const presence = rotation.presences[consultantId] ?? absent(at);
    const reason = whyNot(rotation, { consultantId, presence, wanted, policy });
    if (reason === null) return { skips, consultantId, turn: { kind: 'regular', place }, held: wanted === 'receiving' };
    const makeUp = reason === 'usedInAdvance' ? null : makeUpFor(presence, time, policy);
    const skip: Skip = { type: 'TurnSkipped', place, consultantId, reason, makeUp, at };
    skips.push(skip);
    rotation = evolve(rotation, skip);
  }
  return null;
};

type Candidate = { consultantId: string; presence: Presence; wanted: 'waiting' | 'receiving'; policy: SalesPolicy };

const whyNot = (rotation: Rotation, { consultantId, presence, wanted, policy }: Candidate): SkipReason | null => {
  if ((rotation.usedInAdvance[consultantId] ?? 0) > 0) return 'usedInAdvance';
  if (isSuspended(rotation, consultantId)) return 'suspended';
  if (presence.status === wanted) return isUnprepared(rotation, consultantId, policy) ? 'notPrepared' : null;
  return presence.status === 'away' ? presence.reason : 'receiving';
};

/** Every place once, and once more for each turn used in advance: then somebody was found, or there is nobody. */
const mostSteps = ({ order, usedInAdvance }: Rotation): number =>
  order.length * (1 + Object.values(usedInAdvance).reduce((sum, one) => sum + one, 0)) + 1;

type Wanted = { readonly wanted: 'waiting' | 'receiving'; readonly policy: SalesPolicy };

const mayTake = (rotation: Rotation, consultantId: string, { wanted, policy }: Wanted): boolean =>
  rotation.presences[consultantId]?.status === wanted &&
  !isSuspended(rotation, consultantId) &&
  !isUnprepared(rotation, consultantId, policy);

/** SR-1.10, where the site demands it before a turn. */
const isUnprepared = ({ prepared }: Rotation, consultantId: string, policy: SalesPolicy): boolean =>
  policy['preparation.required'] && !prepared.includes(consultantId);

const absent = (since: Date): Presence => ({
  status: 'away',
  since,
  reason: 'private',
  announced: false,
  confirmedBy: null,
});
