import { describe, it } from '@jest/globals';
import fc from 'fast-check';
import { aNewDay, comeBack, everybody, finish, leave, suspend, walkIn } from './rotationModelFixture.ts';

const who = fc.constantFrom(...everybody);

const steps = fc.commands(
  [
    fc.constant(walkIn()),
    fc.constant(walkIn()),
    who.map(finish),
    fc.tuple(who, fc.boolean()).map(([one, official]) => leave(one, official)),
    who.map(comeBack),
    who.map(suspend),
  ],
  { maxCommands: 60, size: 'max' },
);

describe('I15 a day at the desk against a model that knows only who is where', () => {
  it('every walk-in has one adviser; the absent and the suspended get none; places are used in order and evenly', () => {
    fc.assert(
      fc.property(steps, (day) => fc.modelRun(aNewDay, day)),
      { numRuns: 200, seed: 20261201 },
    );
  });
});
