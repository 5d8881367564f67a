import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openSecrets } from './secrets.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shouwen-secrets-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the key files of a service', () => {
  it('are made once, readable by the owner alone, and read ever after', () => {
    const secrets = openSecrets(join(folder, 'keys'), { mayCreate: true });
    expect(secrets.readOrCreate('phone.key', () => 'first').toString()).toBe('first');
    expect(secrets.readOrCreate('phone.key', () => 'second').toString()).toBe('first');
    expect(statSync(join(folder, 'keys', 'phone.key')).mode & 0o777).toBe(0o400);
    expect(readdirSync(join(folder, 'keys'))).toEqual(['phone.key']);
  });

  it('made by two processes at once are those of one of them', () => {
    const one = openSecrets(folder, { mayCreate: true });
    const key = one.readOrCreate('phone.key', () => {
      // The other process is faster by exactly this moment.
      one.readOrCreate('phone.key', () => 'of the other');
      return 'of this one';
    });
    expect(key.toString()).toBe('of the other');
  });

  it('are not made in production, where a lost key must be noticed', () => {
    const secrets = openSecrets(folder, { mayCreate: false });
    expect(() => secrets.readOrCreate('phone.key', () => 'new')).toThrow('The key file phone.key is missing');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('that are there are read in production too', () => {
    writeFileSync(join(folder, 'phone.key'), 'kept');
    chmodSync(join(folder, 'phone.key'), 0o400);
    expect(
      openSecrets(folder, { mayCreate: false })
        .readOrCreate('phone.key', () => 'new')
        .toString(),
    ).toBe('kept');
  });

  it('are replaced whole, which shows in their stamp', () => {
    const secrets = openSecrets(folder, { mayCreate: true });
    secrets.readOrCreate('phone.key', () => 'old');
    const before = secrets.stampOf('phone.key');
    expect(secrets.stampOf('phone.key')).toBe(before);
    secrets.replace('phone.key', 'new');
    expect(secrets.stampOf('phone.key')).not.toBe(before);
    expect(secrets.read('phone.key').toString()).toBe('new');
    expect(statSync(join(folder, 'phone.key')).mode & 0o777).toBe(0o400);
    expect(readdirSync(folder)).toEqual(['phone.key']);
  });

  it('are not replaced where they are given from outside', () => {
    writeFileSync(join(folder, 'phone.key'), 'kept');
    const secrets = openSecrets(folder, { mayCreate: false });
    expect(secrets.mayReplace).toBe(false);
    expect(() => secrets.replace('phone.key', 'new')).toThrow('given from outside');
    expect(secrets.read('phone.key').toString()).toBe('kept');
  });

  it.each(['../phone.key', '/etc/passwd', '', '.hidden'])('cannot be called %p', (name) => {
    expect(() => openSecrets(folder, { mayCreate: true }).readOrCreate(name, () => 'x')).toThrow('no name');
  });
});
