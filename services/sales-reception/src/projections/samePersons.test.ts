import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type SamePerson, samePersons } from './samePersons.ts';

const merged = (mergedId: string, survivingId: string): SamePerson => ({ mergedId, survivingId });
const id = fc.nat(6).map((number) => `c${number}`);

describe('CR-1.05 merged clients are one person to the desk', () => {
  it('through any chain of merges', () => {
    expect(Object.fromEntries(samePersons([merged('c', 'b'), merged('b', 'a'), merged('e', 'd')]))).toEqual({
      a: 'a',
      b: 'a',
      c: 'a',
      d: 'd',
      e: 'd',
    });
    expect(samePersons([]).size).toBe(0);
  });

  it('whatever the order in which the news came, and news that lead round in a circle included', () => {
    const news = fc.array(
      fc.tuple(id, id).map(([one, other]) => merged(one, other)),
      { maxLength: 10 },
    );
    fc.assert(
      fc.property(news, fc.nat(), (merges, turn) => {
        const turned = [...merges.slice(turn % 10), ...merges.slice(0, turn % 10)].reverse();
        expect(new Map([...samePersons(turned)].sort())).toEqual(new Map([...samePersons(merges)].sort()));
        for (const { survivingId, mergedId } of merges)
          expect(samePersons(merges).get(mergedId)).toBe(samePersons(merges).get(survivingId));
      }),
    );
  });
});
