import { expect } from '@jest/globals';
import type { Accepted } from '@shouwen/kernel';
import type fc from 'fast-check';
import { evolveAll } from '../rotation/evolveRotation.ts';
import { facts, floorOf } from '../rotation/floorFixture.ts';
import { decideLeaving, decideReturn } from '../rotation/leaveFloor.decision.ts';
import { type Rotation, withSuspended } from '../rotation/rotation.ts';
import type { RotationEvent } from '../rotation/rotationEvents.ts';
import { anArrival } from './arrivalFixture.ts';
import { decideEnding, type NextHeld } from './endReception.decision.ts';
import { decideReception } from './receiveVisitor.decision.ts';
import type { Visit, VisitEvent } from './visit.ts';

export const everybody = ['A', 'B', 'C'];

/** All that the model knows: who is where. Turns, orders and skips it has no idea of. */
export type Model = {
  readonly away: Set<string>;
  readonly busy: Set<string>;
  readonly suspended: Set<string>;
  /** Never away and never suspended so far. */
  readonly always: Set<string>;
};

/** The decisions of the desk upon a rotation and its visits, without a database. */
export type Desk = { rotation: Rotation; visits: Visit[]; readonly placesUsed: Record<string, number> };

export const aNewDay = (): { model: Model; real: Desk } => ({
  model: { away: new Set(), busy: new Set(), suspended: new Set(), always: new Set(everybody) },
  real: {
    rotation: floorOf(everybody),
    visits: [],
    placesUsed: Object.fromEntries(everybody.map((one) => [one, 0])),
  },
});

type Step = fc.Command<Model, Desk>;

const asSeen = ({ rotation }: Desk, { suspended }: Model): Rotation => withSuspended(rotation, [...suspended]);

/** Carries out what a decision says, as the stores do. */
const carryOut = (real: Desk, { events }: Accepted<RotationEvent | VisitEvent>): void => {
  for (const event of events) {
    if (event.type === 'VisitorReceived') real.visits.push(event.visit);
    else if (event.type === 'VisitEnded') change(real, event.visitId, { status: 'ended', endedAt: event.at });
    else if (event.type === 'VisitHandedOver')
      change(real, event.visitId, { status: 'receiving', startedAt: event.at });
    else real.rotation = evolveAll(real.rotation, [event as RotationEvent]);
    if (event.type === 'TurnTaken' && event.turn.kind === 'regular') countPlace(real, event.turn.place);
    if (event.type === 'TurnSkipped') countPlace(real, event.place);
  }
};

const change = (real: Desk, visitId: string, to: object): void => {
  real.visits = real.visits.map((visit) => (visit.visitId === visitId ? ({ ...visit, ...to } as Visit) : visit));
};

const countPlace = ({ placesUsed }: Desk, place: string): void => {
  placesUsed[place] = (placesUsed[place] ?? 0) + 1;
};

/** I15, asked after every step. */
const demandFairness = ({ always }: Model, { rotation, visits, placesUsed }: Desk): void => {
  const used = [...always].map((one) => placesUsed[one] ?? 0);
  if (used.length > 0) expect(Math.max(...used) - Math.min(...used)).toBeLessThanOrEqual(1);
  const start = everybody.indexOf(rotation.order[0] as string);
  expect(rotation.order).toEqual([...everybody.slice(start), ...everybody.slice(0, start)]);
  const receiving = visits.filter(({ status }) => status === 'receiving').map(({ consultantId }) => consultantId);
  expect(new Set(receiving).size).toBe(receiving.length);
};

/** Somebody walks in: exactly one adviser, who is there, not suspended, and free if anybody is. */
export const walkIn = (): Step => ({
  check: () => true,
  run: (model, real) => {
    const { away, busy, suspended } = model;
    const visitId = `visit-${real.visits.length}`;
    const rotation = asSeen(real, model);
    const decision = decideReception(anArrival({ visitId, clientId: null }, { rotation, time: '10:30' }), 'why');
    const there = everybody.filter((one) => !away.has(one) && !suspended.has(one));
    expect(decision.outcome).toBe(there.length > 0 ? 'accepted' : 'refused');
    if (decision.outcome === 'refused') return;
    carryOut(real, decision);
    const mine = real.visits.filter((visit) => visit.visitId === visitId);
    expect(mine).toHaveLength(1);
    const adviser = mine[0]?.consultantId as string;
    expect(there).toContain(adviser);
    const free = there.filter((one) => !busy.has(one));
    if (free.length > 0) expect(free).toContain(adviser);
    expect(mine[0]?.status).toBe(free.length > 0 ? 'receiving' : 'held');
    busy.add(adviser);
    demandFairness(model, real);
  },
  toString: () => 'walkIn',
});

/** A reception ends; whoever waited for this one begins at once, unless the consultant is suspended by now. */
export const finish = (who: string): Step => ({
  check: ({ busy }) => busy.has(who),
  run: (model, real) => {
    const waiting = real.visits.find(({ status, consultantId }) => status === 'held' && consultantId === who);
    const nextHeld: NextHeld = waiting ? { visitId: waiting.visitId, consultantId: who, tourGroup: false } : null;
    const visit = real.visits.find(({ status, consultantId }) => status === 'receiving' && consultantId === who);
    const decision = decideEnding({ ...facts(asSeen(real, model), '10:30'), visit: visit as Visit, nextHeld });
    if (decision.outcome === 'refused') throw new Error(decision.refusal.code);
    carryOut(real, decision);
    const goesOn = waiting !== undefined && !model.suspended.has(who);
    if (!goesOn) model.busy.delete(who);
    expect(real.visits.some(({ status, consultantId }) => status === 'receiving' && consultantId === who)).toBe(goesOn);
    demandFairness(model, real);
  },
  toString: () => `finish ${who}`,
});

/** Leaves for reasons of one's own, or on business that is made up. */
export const leave = (who: string, official: boolean): Step => ({
  check: ({ away, busy, suspended }) => !away.has(who) && !busy.has(who) && !suspended.has(who),
  run: (model, real) => {
    const reason = official ? ('officialBusiness' as const) : ('private' as const);
    const said = { consultantId: who, reason, announced: true, confirmedBy: 'manager' };
    const decision = decideLeaving({ ...facts(asSeen(real, model), '10:30'), ...said });
    if (decision.outcome === 'refused') throw new Error(decision.refusal.code);
    carryOut(real, decision);
    model.away.add(who);
    model.always.delete(who);
    demandFairness(model, real);
  },
  toString: () => `leave ${who}${official ? ' on business' : ''}`,
});

export const comeBack = (who: string): Step => ({
  check: ({ away, suspended }) => away.has(who) && !suspended.has(who),
  run: (model, real) => {
    const decision = decideReturn({ ...facts(asSeen(real, model), '10:30'), consultantId: who });
    if (decision.outcome === 'refused') throw new Error(decision.refusal.code);
    carryOut(real, decision);
    model.away.delete(who);
    demandFairness(model, real);
  },
  toString: () => `comeBack ${who}`,
});

/** Suspended, or no longer: finance says so, and nothing is written into the rotation. */
export const suspend = (who: string): Step => ({
  check: () => true,
  run: (model, real) => {
    if (!model.suspended.delete(who)) model.suspended.add(who);
    model.always.delete(who);
    demandFairness(model, real);
  },
  toString: () => `suspend or lift ${who}`,
});
