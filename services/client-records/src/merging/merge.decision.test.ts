import { describe, expect, it } from '@jest/globals';
import { decideMerge, type MergeFacts, type MergeSide } from './merge.decision.ts';
import { decideUndo } from './undoMerge.decision.ts';

const now = new Date('2026-03-02T10:00:00+08:00');
const side = (id: string, over: Partial<MergeSide> = {}): MergeSide => ({
  id,
  number: `C-${id}`,
  personId: id,
  kind: 'person',
  hasIdentityNumber: false,
  ...over,
});
const fine: MergeFacts = {
  surviving: side('one'),
  merged: side('two', { hasIdentityNumber: true }),
  sameName: false,
  differentCards: false,
  related: false,
  stops: [],
  now,
};

describe('CR-1.05 two records become one person’s', () => {
  it('and the explanation says which name, phone and identity number go first', () => {
    const { outcome, explanation } = decideMerge(fine);
    const facts = Object.fromEntries(explanation.facts.map(({ name, value }) => [name, value]));
    expect({ outcome, applied: explanation.applied, facts }).toEqual({
      outcome: 'accepted',
      applied: ['CR-1.05'],
      facts: {
        survivingNumber: 'C-one',
        mergedNumber: 'C-two',
        sameName: false,
        nameOf: 'C-one',
        mainPhoneOf: 'C-one',
        identityNumberOf: 'C-two',
      },
    });
    const both = decideMerge({ ...fine, surviving: side('one', { hasIdentityNumber: true }) });
    expect(both.explanation.facts).toContainEqual(
      expect.objectContaining({ name: 'identityNumberOf', value: 'C-one' }),
    );
  });

  it.each<[string, Partial<MergeFacts>, string]>([
    ['a record into itself', { merged: side('one') }, 'MERGED_WITH_ITSELF'],
    ['a record that was merged', { merged: side('two', { personId: 'three' }) }, 'ALREADY_MERGED'],
    ['into a record that was merged', { surviving: side('one', { personId: 'two' }) }, 'ALREADY_MERGED'],
    ['one on hold', { stops: ['CLIENT_ON_HOLD'] }, 'CLIENT_ON_HOLD'],
    ['an erased one', { stops: ['CLIENT_ERASED'] }, 'CLIENT_ERASED'],
    ['a company into a person', { merged: side('two', { kind: 'company' }) }, 'KINDS_DIFFER'],
    ['two with different identity cards', { differentCards: true }, 'IDENTITY_CARDS_DIFFER'],
    ['two who are related', { related: true }, 'RELATED_CLIENTS'],
  ])('but not %s', (_, change, code) => {
    expect(decideMerge({ ...fine, ...change })).toMatchObject({
      outcome: 'refused',
      refusal: { code, rule: 'CR-1.05' },
      explanation: { applied: ['CR-1.05'] },
    });
  });
});

describe('CR-1.05 a merge can be undone, once', () => {
  it.each([
    ['one that stands', null, [], null],
    ['one that was undone', now, [], 'MERGE_UNDONE'],
    ['of a record on hold', null, ['CLIENT_ON_HOLD'], 'CLIENT_ON_HOLD'],
    ['of an erased record', null, ['CLIENT_ERASED'], 'CLIENT_ERASED'],
  ] as const)('%s', (_, undoneAt, stops, code) => {
    const decision = decideUndo({ undoneAt, stops, mergedAt: now, now });
    expect(decision.outcome === 'refused' ? decision.refusal.code : null).toBe(code);
  });
});
