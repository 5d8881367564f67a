import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type MergeLink, survivors } from './personTree.ts';

const link = (mergedId: string, survivingId: string): MergeLink => ({ mergedId, survivingId });
const asObject = (links: readonly MergeLink[]) => Object.fromEntries(survivors(links));

/** Merges as they are allowed: of two records that both stand alone or survive. */
const allowed = (wishes: readonly (readonly [number, number])[]): MergeLink[] => {
  const links: MergeLink[] = [];
  for (const [one, other] of wishes) {
    const [merged, surviving] = [`r${one}`, `r${other}`];
    const persons = survivors(links);
    const stands = (id: string) => (persons.get(id) ?? id) === id;
    if (merged !== surviving && stands(merged) && stands(surviving)) links.push(link(merged, surviving));
  }
  return links;
};
const history = fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 12 }).map(allowed);

describe('CR-1.05 whose record each is', () => {
  it('the surviving one’s, however many merges lead there', () => {
    expect(asObject([link('a', 'b'), link('b', 'c'), link('d', 'c')])).toEqual({ a: 'c', b: 'c', c: 'c', d: 'c' });
    expect(asObject([])).toEqual({});
  });

  it('a merge in the middle is undone and only its part goes', () => {
    expect(asObject([link('a', 'b'), link('d', 'c')])).toEqual({ a: 'b', b: 'b', c: 'c', d: 'c' });
  });

  it('merges never lead round in a circle, and undoing one gives back what was before it', () => {
    fc.assert(
      fc.property(history, fc.nat(11), (links, chosen) => {
        const before = asObject(links);
        const others = links.filter((_, index) => index !== chosen);
        const chosenLink = links[chosen];
        const parted = survivors(others);
        expect(new Set(Object.values(before)).size).toBe(Object.keys(before).length - links.length);
        if (chosenLink) {
          const again = asObject([...others, chosenLink]);
          expect(again).toEqual(before);
          expect(parted.get(chosenLink.mergedId) ?? chosenLink.mergedId).toBe(chosenLink.mergedId);
        }
      }),
    );
  });

  it('a circle is told, not followed for ever', () => {
    expect(() => survivors([link('a', 'b'), link('b', 'a')])).toThrow('circle');
  });
});
