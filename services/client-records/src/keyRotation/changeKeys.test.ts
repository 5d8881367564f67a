import { describe, expect, it } from '@jest/globals';
import { decideAddKey, decideRetireKeys, type KeyFacts } from './changeKeys.decision.ts';

const now = new Date('2026-03-02T09:28:00+08:00');
const facts: KeyFacts = { now, kind: 'wrapping', mayChange: true, current: 'k1', held: ['k1'], inUse: [] };
const code = (decision: { outcome: string; refusal?: { code: string } }) => decision.refusal?.code ?? decision.outcome;

describe('CR-2.02 keys can be changed', () => {
  it('a further key follows the highest number there was', () => {
    expect(decideAddKey(facts)).toMatchObject({ outcome: 'accepted', events: [{ keyId: 'k2' }] });
    expect(decideAddKey({ ...facts, current: 'k7', held: ['k7'] })).toMatchObject({ events: [{ keyId: 'k8' }] });
    expect(decideAddKey({ ...facts, kind: 'index', current: 'i1', held: ['i1'] })).toMatchObject({
      events: [{ keyId: 'i2' }],
    });
  });

  it('but not a third while the second is being moved to', () => {
    expect(code(decideAddKey({ ...facts, current: 'k2', held: ['k1', 'k2'] }))).toBe('KEYS_IN_USE');
  });

  it('nothing leaves the keyring while something rests on it', () => {
    const both = { ...facts, current: 'k2', held: ['k1', 'k2'] };
    expect(code(decideRetireKeys({ ...both, inUse: ['k1'] }))).toBe('KEYS_IN_USE');
    expect(decideRetireKeys(both)).toMatchObject({ outcome: 'accepted', events: [{ keyIds: ['k1'] }] });
    expect(code(decideRetireKeys(facts))).toBe('KEYS_NONE_OLD');
  });

  it('keys given from outside are not changed here', () => {
    const given = { ...facts, mayChange: false };
    expect(code(decideAddKey(given))).toBe('KEYS_GIVEN');
    expect(code(decideRetireKeys(given))).toBe('KEYS_GIVEN');
  });
});
