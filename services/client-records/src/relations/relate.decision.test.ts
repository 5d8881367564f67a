import { describe, expect, it } from '@jest/globals';
import { decideRelation, type RelateFacts } from './relate.decision.ts';
import { endsOf, type OtherIs, otherEndIs } from './relation.ts';

const now = new Date('2026-03-02T10:00:00+08:00');
const fine: RelateFacts = {
  ends: { kind: 'parent', fromId: 'zhang', toId: 'wang' },
  onePerson: false,
  standsAlready: false,
  isAncestor: false,
  now,
};

describe('CR-1.04 a relation is between two, once, and no line of parents leads back', () => {
  it('is recorded', () => {
    const { outcome, explanation } = decideRelation(fine);
    expect({ outcome, applied: explanation.applied }).toEqual({ outcome: 'accepted', applied: ['CR-1.04'] });
  });

  it.each<[string, Partial<RelateFacts>, string]>([
    ['to oneself', { onePerson: true }, 'RELATED_TO_ONESELF'],
    ['a second time', { standsAlready: true }, 'ALREADY_RELATED'],
    ['a child as the parent of the own parent', { isAncestor: true }, 'OWN_ANCESTOR'],
  ])('is refused %s', (_, change, code) => {
    expect(decideRelation({ ...fine, ...change })).toMatchObject({
      outcome: 'refused',
      refusal: { code, rule: 'CR-1.04' },
    });
  });
});

describe('CR-1.04 a relation is the same from both ends', () => {
  it.each<[OtherIs, OtherIs]>([
    ['parent', 'child'],
    ['employer', 'employee'],
    ['referrer', 'referred'],
    ['spouse', 'spouse'],
    ['family', 'family'],
  ])('%s from one end is %s from the other', (one, back) => {
    const ends = endsOf('b', 'a', one);
    expect(endsOf('a', 'b', back)).toEqual(ends);
    const [seenByB, seenByA] = ends.toId === 'b' ? (['to', 'from'] as const) : (['from', 'to'] as const);
    expect([otherEndIs(ends.kind, seenByB), otherEndIs(ends.kind, seenByA)]).toEqual([one, back]);
  });
});
