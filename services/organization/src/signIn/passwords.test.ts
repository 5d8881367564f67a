import { beforeAll, describe, expect, it } from '@jest/globals';
import { hash, type Options, verify } from '@node-rs/argon2';
import { boundedQueue, QueueFull } from './boundedQueue.ts';
import { type Argon, createPasswords, type Passwords } from './passwords.ts';

describe('passwords', () => {
  const verified: string[] = [];
  const hashed: (Options | null | undefined)[] = [];
  // The real thing, watched.
  const watched: Argon = {
    hash: (password, options) => {
      hashed.push(options);
      return hash(password, options);
    },
    verify: (passwordHash, password, options) => {
      verified.push(String(passwordHash));
      return verify(passwordHash, password, options);
    },
  };
  let passwords: Passwords;
  beforeAll(async () => {
    passwords = await createPasswords('chance', watched);
  });

  it('are hashed with argon2id, 19 MiB, two passes, one lane, each with its own salt', async () => {
    const [one, two] = [await passwords.hash('the password'), await passwords.hash('the password')];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
    expect(await passwords.check(one, 'the password')).toEqual({ right: true, needsRehash: false });
    expect(await passwords.check(one, 'the passwort')).toEqual({ right: false, needsRehash: false });
  });

  it('S22 of an account that does not exist cost the same check against a dummy of the same cost, and are never right', async () => {
    verified.length = 0;
    expect(await passwords.check(null, 'the password')).toEqual({ right: false, needsRehash: false });
    expect(verified).toEqual([expect.stringMatching(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)]);
    expect(await passwords.check(null, 'chance')).toEqual({ right: false, needsRehash: false });
  });

  it.each([
    ['less memory', { memoryCost: 8_192, timeCost: 2, parallelism: 1, algorithm: 2 }],
    ['one pass', { memoryCost: 19_456, timeCost: 1, parallelism: 1, algorithm: 2 }],
    ['another algorithm', { memoryCost: 19_456, timeCost: 2, parallelism: 1, algorithm: 1 }],
  ] as const)('hashed with %s are to be hashed anew, once they are known to be right', async (_, options) => {
    const old = await hash('the password', options);
    expect(await passwords.check(old, 'the password')).toEqual({ right: true, needsRehash: true });
    expect(await passwords.check(old, 'another')).toEqual({ right: false, needsRehash: false });
  });
});

describe('a bounded queue', () => {
  it('runs so many at once, lets so many wait, turns the rest away, and goes on after a failure', async () => {
    const queue = boundedQueue({ atOnce: 2, waiting: 2 });
    const release: (() => void)[] = [];
    let running = 0;
    let most = 0;
    const work = () =>
      queue.run(async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise<void>((resolve) => release.push(resolve));
        running -= 1;
      });
    const four = [work(), work(), work(), work()];
    await expect(work()).rejects.toThrow(QueueFull);
    while (most < 2 || release.length > 0) {
      release.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
    await Promise.all(four);
    expect(most).toBe(2);
    await expect(
      queue.run(async () => {
        throw new Error('broken');
      }),
    ).rejects.toThrow('broken');
    expect(await queue.run(async () => 'next')).toBe('next');
  });
});
