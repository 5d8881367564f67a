import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type DistributionFacts, decideDistribution } from './distribute.decision.ts';

const facts = (change: Partial<DistributionFacts> = {}): DistributionFacts => ({
  distributedAt: new Date('2026-03-02T10:00:00+08:00'),
  alreadyDistributed: false,
  clientIds: ['c1', 'c2', 'c3', 'c4', 'c5'],
  owned: [],
  participants: [
    { staffId: 'zhao', hadBefore: 0 },
    { staffId: 'li', hadBefore: 0 },
  ],
  roster: ['li', 'zhao', 'sun'],
  ...change,
});
const given = (change: Partial<DistributionFacts> = {}): string[] => {
  const decision = decideDistribution(facts(change));
  if (decision.outcome === 'refused') return [decision.refusal.code];
  return decision.events.flatMap((event) => event.given.map(({ clientId, staffId }) => `${clientId} ${staffId}`));
};

describe('SR-7.06 a campaign’s list is distributed evenly and openly', () => {
  it('in turn, in the order of the roster, however they were named', () => {
    expect(given()).toEqual(['c1 li', 'c2 zhao', 'c3 li', 'c4 zhao', 'c5 li']);
  });

  it('whoever had fewer from earlier lists comes first', () => {
    const participants = [
      { staffId: 'li', hadBefore: 3 },
      { staffId: 'zhao', hadBefore: 2 },
    ];
    expect(given({ participants })).toEqual(['c1 zhao', 'c2 li', 'c3 zhao', 'c4 li', 'c5 zhao']);
  });

  it('who is somebody’s stays; the others are counted without them', () => {
    expect(given({ owned: ['c1', 'c3'] })).toEqual(['c2 li', 'c4 zhao', 'c5 li']);
  });

  it('shows the order, who had how many before, and who gets how many', () => {
    const { explanation } = decideDistribution(facts());
    const told = explanation.facts.map(({ name, value }) => `${name}: ${value}`);
    expect(told).toEqual(expect.arrayContaining(['order: li,zhao', 'hadBefore.li: 0', 'gets.li: 3', 'gets.zhao: 2']));
  });

  it.each([
    ['nobody', { participants: [] }, 'BAD_INPUT'],
    ['somebody twice', { participants: [facts().participants[0], facts().participants[0]] as never }, 'BAD_INPUT'],
    ['a stranger', { participants: [{ staffId: 'wu', hadBefore: 0 }] }, 'STAFF_UNKNOWN'],
    ['a list that was distributed', { alreadyDistributed: true }, 'ALREADY_DISTRIBUTED'],
  ])('%s: refused', (_, change, code) => {
    expect(given(change)).toEqual([code]);
  });

  it('whatever the numbers: everybody once, and nobody more than one more than another, also over all lists', () => {
    const lists = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), lists, (people, sizes) => {
        const roster = Array.from({ length: people }, (_, place) => `s${place}`);
        const had = new Map(roster.map((staffId) => [staffId, 0]));
        for (const size of sizes) {
          const clientIds = Array.from({ length: size }, (_, place) => `c${place}`);
          const participants = roster.map((staffId) => ({ staffId, hadBefore: had.get(staffId) ?? 0 }));
          const decision = decideDistribution(facts({ clientIds, participants, roster }));
          const all = decision.outcome === 'accepted' ? decision.events.flatMap((event) => event.given) : [];
          expect(all.map(({ clientId }) => clientId)).toEqual(clientIds);
          for (const { staffId } of all) had.set(staffId, (had.get(staffId) ?? 0) + 1);
          expect(Math.max(...had.values()) - Math.min(...had.values())).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
