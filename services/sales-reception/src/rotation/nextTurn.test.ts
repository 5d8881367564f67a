import { describe, expect, it } from '@jest/globals';
import { evolve, evolveAll } from './evolveRotation.ts';
import { at, bothPresets, floorOf, left, policyOf, started } from './floorFixture.ts';
import { nextTurn } from './nextTurn.ts';
import type { Rotation } from './rotation.ts';
import type { RotationEvent } from './rotationEvents.ts';

const next = (rotation: Rotation, time = '10:30', preset: (typeof bothPresets)[number] = 'one-month') =>
  nextTurn(rotation, { at: at(time), time }, policyOf(preset).params);

/** Takes the next turn and starts or holds it, as a reception does. */
const receive = (rotation: Rotation, visitId: string, time = '10:30'): Rotation => {
  const turn = next(rotation, time);
  if (!turn) throw new Error('nobody');
  const { consultantId } = turn;
  const taken: RotationEvent = {
    type: 'TurnTaken',
    consultantId,
    visitId,
    position: rotation.nextPosition,
    turn: turn.turn,
    at: at(time),
  };
  const begun: RotationEvent = turn.held
    ? { type: 'VisitHeld', consultantId, visitId, tourGroup: false, at: at(time) }
    : started(consultantId, time, visitId);
  return evolveAll(rotation, [...turn.skips, taken, begun]);
};

describe('SR-1.02 the head receives and moves to the tail at once', () => {
  it('goes to the head; the next steps up', () => {
    const floor = floorOf(['A', 'B', 'C', 'D']);
    expect(next(floor)).toMatchObject({ consultantId: 'A', skips: [], held: false });
    expect(receive(floor, 'v1').order).toEqual(['B', 'C', 'D', 'A']);
    expect(next(receive(floor, 'v1'))).toMatchObject({ consultantId: 'B' });
  });

  it('moves a skipped head to the tail too, and leaves the regular place of a make-up unchanged', () => {
    const floor = floorOf(['A', 'B', 'C', 'D'], left('A', 'officialBusiness'));
    const after = receive(floor, 'v1');
    expect(after.order).toEqual(['C', 'D', 'A', 'B']);
    const back = evolve(after, { type: 'ConsultantReturned', consultantId: 'A', at: at('10:40') });
    expect(next(back)).toMatchObject({ consultantId: 'A', turn: { kind: 'makeUp', reason: 'officialBusiness' } });
    expect(receive(back, 'v2').order).toEqual(['C', 'D', 'A', 'B']);
    expect(receive(back, 'v2').makeUps).toEqual([]);
  });
});

describe('SR-1.03 whoever is absent, busy or waives loses the turn', () => {
  it.each([
    ['away for reasons of their own', left('A', 'private'), 'private'],
    ['waives', left('A', 'waived'), 'waived'],
    ['busy with a client', started('A', '10:00'), 'receiving'],
    ['on business nobody was told of', left('A', 'officialBusiness', { announced: false }), 'officialBusiness'],
    ['on business no manager confirmed', left('A', 'officialBusiness', { confirmedBy: null }), 'officialBusiness'],
  ] as const)('%s', (_, event, reason) => {
    const turn = next(floorOf(['A', 'B', 'C', 'D'], event));
    expect(turn?.skips).toMatchObject([{ consultantId: 'A', reason, makeUp: null }]);
    expect(turn?.consultantId).toBe('B');
  });
});

describe('SR-1.04 turns missed on official business are made up', () => {
  it('counts every turn missed, and serves several in the order in which they were missed', () => {
    const away = floorOf(['A', 'B', 'C'], left('B', 'officialBusiness'), left('A', 'officialBusiness'));
    const after = receive(away, 'v1');
    expect(after.makeUps.map((one) => one.consultantId)).toEqual(['A', 'B']);
    const back = evolveAll(after, [
      { type: 'ConsultantReturned', consultantId: 'B', at: at('11:00') },
      { type: 'ConsultantReturned', consultantId: 'A', at: at('11:01') },
    ]);
    expect(next(back)?.consultantId).toBe('A');
    expect(next(receive(back, 'v2'))?.consultantId).toBe('B');
  });

  it('waits with the make-up while its owner is away or busy', () => {
    const after = receive(floorOf(['A', 'B', 'C'], left('A', 'officialBusiness')), 'v1');
    expect(next(after)?.consultantId).toBe('C');
    const busy = evolveAll(after, [
      { type: 'ConsultantReturned', consultantId: 'A', at: at('11:00') },
      started('A', '11:00'),
    ]);
    expect(next(busy)?.consultantId).toBe('C');
    expect(busy.makeUps).toHaveLength(1);
  });

  it('asks the policy which reasons count', () => {
    const policy = policyOf('one-month', { 'makeUp.reasons': ['scheduledMeal'] }).params;
    const turn = nextTurn(
      floorOf(['A', 'B'], left('A', 'officialBusiness')),
      { at: at('10:30'), time: '10:30' },
      policy,
    );
    expect(turn?.skips).toMatchObject([{ makeUp: null }]);
  });
});

describe.each(bothPresets)('SR-1.09 turns missed by the scheduled meal, %s', (preset) => {
  it.each([
    ['11:59', null],
    ['12:00', 'scheduledMeal'],
    ['12:59', 'scheduledMeal'],
    ['13:00', null],
  ] as const)('at %s: %s', (time, makeUp) => {
    const floor = floorOf(['A', 'B'], left('A', 'scheduledMeal', { time: '11:55', confirmedBy: null }));
    expect(next(floor, time, preset)?.skips).toMatchObject([{ consultantId: 'A', makeUp }]);
  });

  it('only when announced', () => {
    const floor = floorOf(['A', 'B'], left('A', 'scheduledMeal', { announced: false }));
    expect(next(floor, '12:30', preset)?.skips).toMatchObject([{ makeUp: null }]);
  });
});

describe('SR-1.26 a turn missed because of a tour group is made up', () => {
  it('skips with a make-up due', () => {
    const touring: RotationEvent = { ...started('A', '10:00'), tourGroup: true } as RotationEvent;
    expect(next(floorOf(['A', 'B'], touring))?.skips).toMatchObject([{ reason: 'receiving', makeUp: 'tourGroup' }]);
  });
});

describe('SR-1.08 all are receiving', () => {
  const busy = floorOf(['A', 'B', 'C'], started('A', '10:00'), started('B', '10:05'));

  it('the manager stands in only when nobody is free', () => {
    expect(next(busy)).toMatchObject({ consultantId: 'C', held: false });
    expect(next(evolve(busy, started('C', '10:06')))).toMatchObject({ consultantId: 'A', held: true, skips: [] });
  });

  it('it counts as the turn of the one at the head, and the next visitor is the next one’s', () => {
    const full = evolve(busy, started('C', '10:06'));
    const one = receive(full, 'v4');
    expect(one.order).toEqual(['B', 'C', 'A']);
    expect(next(one)?.consultantId).toBe('B');
    expect(one.presences).toEqual(full.presences);
  });

  it('passes whoever is away, for nobody can hand a client over to them', () => {
    const floor = floorOf(['A', 'B'], left('A', 'private'), started('B', '10:00'));
    expect(next(floor)).toMatchObject({ consultantId: 'B', held: true, skips: [{ consultantId: 'A' }] });
  });

  it('has no answer when everybody is away', () => {
    expect(next(floorOf(['A', 'B'], left('A', 'private'), left('B', 'waived')))).toBeNull();
  });
});

describe('SR-1.21 a turn used in advance', () => {
  it('is skipped once when it comes up, without a make-up', () => {
    const inAdvance: RotationEvent = {
      type: 'TurnTaken',
      consultantId: 'B',
      visitId: 'v1',
      position: 1,
      turn: { kind: 'inAdvance' },
      at: at('09:30'),
    };
    const floor = floorOf(['A', 'B', 'C'], inAdvance);
    expect(floor.order).toEqual(['A', 'B', 'C']);
    const afterA = receive(floor, 'v2');
    const turn = next(afterA);
    expect(turn).toMatchObject({
      consultantId: 'C',
      skips: [{ consultantId: 'B', reason: 'usedInAdvance', makeUp: null }],
    });
    expect(receive(afterA, 'v3').usedInAdvance).toEqual({ B: 0 });
  });
});

describe('F25 any number of walk-ins in a rush', () => {
  it('gives everyone one consultant, distinct positions, and counts that differ by at most one', () => {
    let floor = floorOf(['A', 'B', 'C', 'D', 'E']);
    const counts = new Map<string, number>();
    for (let i = 0; i < 503; i += 1) {
      const who = next(floor)?.consultantId ?? 'nobody';
      counts.set(who, (counts.get(who) ?? 0) + 1);
      floor = receive(floor, `v${i}`);
    }
    expect(counts.size).toBe(5);
    expect(floor.nextPosition).toBe(504);
    expect([...counts.values()].reduce((a, b) => a + b)).toBe(503);
    expect(Math.max(...counts.values()) - Math.min(...counts.values())).toBeLessThanOrEqual(1);
  });
});
