import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Keyring } from './keyring.ts';
import { createVault, type Place } from './vault.ts';

const keyring = (current = 'k1', currentIndex = 'i1'): Keyring => ({
  current,
  currentIndex,
  keys: new Map([
    ['k1', Buffer.alloc(32, 1)],
    ['k2', Buffer.alloc(32, 2)],
  ]),
  indexKeys: new Map([
    ['i1', Buffer.alloc(32, 9)],
    ['i2', Buffer.alloc(32, 8)],
  ]),
});
const place: Place = { table: 'client', column: 'phone', row: 'r1' };

describe('CR-2 personal data is stored encrypted and can still be searched', () => {
  const vault = createVault(() => keyring());

  it('opens what it sealed, and two seals of one value differ (I23)', () => {
    fc.assert(
      fc.property(fc.string(), (plain) => {
        const key = vault.newDataKey('c1');
        const sealed = vault.seal(key, 'c1', place, plain);
        expect(vault.open(key, 'c1', place, sealed)).toBe(plain);
        expect(vault.seal(key, 'c1', place, plain).equals(sealed)).toBe(false);
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    ['another row', 'c1', { ...place, row: 'r2' }],
    ['another column', 'c1', { ...place, column: 'address' }],
    ['another table', 'c1', { ...place, table: 'complaint' }],
    ['another client', 'c2', place],
  ])('does not open at %s', (_, owner, elsewhere) => {
    const key = vault.newDataKey('c1');
    const sealed = vault.seal(key, 'c1', place, '13805521753');
    expect(() => vault.open(key, owner, elsewhere, sealed)).toThrow();
  });

  it('does not open an altered value, nor under the key of another client', () => {
    const key = vault.newDataKey('c1');
    const sealed = vault.seal(key, 'c1', place, '13805521753');
    const altered = Buffer.from(sealed);
    altered[30] = (altered[30] ?? 0) ^ 1;
    expect(() => vault.open(key, 'c1', place, altered)).toThrow();
    expect(() => vault.open(vault.newDataKey('c1'), 'c1', place, sealed)).toThrow();
  });

  it('reads what an older key wrapped after the current key changed', () => {
    const key = vault.newDataKey('c1');
    const sealed = vault.seal(key, 'c1', place, '13805521753');
    const rotated = createVault(() => keyring('k2'));
    expect(rotated.open(key, 'c1', place, sealed)).toBe('13805521753');
    expect(rotated.newDataKey('c1').keyId).toBe('k2');
    const rewrapped = rotated.rewrap(key, 'c1');
    expect(rewrapped.keyId).toBe('k2');
    expect(vault.open(rewrapped, 'c1', place, sealed)).toBe('13805521753');
    expect(() => rotated.rewrap(key, 'c2')).toThrow();
  });

  it('finds under every index key while they change, and writes under the current one', () => {
    const rotated = createVault(() => keyring('k1', 'i2'));
    const [current, ...older] = rotated.blindIndexes('phone', '13805521753');
    expect(rotated.blindIndex('phone', '13805521753')).toEqual(current);
    expect(older).toEqual([vault.blindIndex('phone', '13805521753')]);
    expect(current).not.toEqual(older[0]);
  });

  it('indexes equal values equally, per column, and only with the index key', () => {
    const phone = '13805521753';
    expect(vault.blindIndex('phone', phone).equals(vault.blindIndex('phone', phone))).toBe(true);
    expect(vault.blindIndex('phone', phone).equals(vault.blindIndex('identity', phone))).toBe(false);
    const stranger = createVault(() => ({ ...keyring(), indexKeys: new Map([['i1', randomBytes(32)]]) }));
    expect(stranger.blindIndex('phone', phone).equals(vault.blindIndex('phone', phone))).toBe(false);
  });
});
