import { hash, type Options, parseOptions, verify } from '@node-rs/argon2';
import { boundedQueue } from './boundedQueue.ts';

/** Argon2id as OWASP asks for it at least: 19 MiB, two passes, one lane. `algorithm: 2` is argon2id. */
export const hashingOptions = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } satisfies Options;

export type Argon = { readonly hash: typeof hash; readonly verify: typeof verify };
export type PasswordCheck = { readonly right: boolean; readonly needsRehash: boolean };

export type Passwords = {
  hash(password: string): Promise<string>;
  /** With null, when there is no such account, it takes the same time and is never right (S22). */
  check(passwordHash: string | null, password: string): Promise<PasswordCheck>;
};

/**
 * Hashes and checks passwords, four at once; the rest wait, and beyond sixty-four `QueueFull` is thrown.
 * @param dummySecret chance from outside; nobody ever learns it
 */
export const createPasswords = async (dummySecret: string, argon: Argon = { hash, verify }): Promise<Passwords> => {
  const queue = boundedQueue({ atOnce: 4, waiting: 64 });
  const dummyHash = await argon.hash(dummySecret, hashingOptions);
  return {
    hash: (password) => queue.run(() => argon.hash(password, hashingOptions)),
    check: (passwordHash, password) =>
      queue.run(async () => {
        const matches = await argon.verify(passwordHash ?? dummyHash, password);
        const right = matches && passwordHash !== null;
        return { right, needsRehash: right && isOutdated(passwordHash) };
      }),
  };
};

const isOutdated = (passwordHash: string): boolean => {
  const made = parseOptions(passwordHash);
  return Object.entries(hashingOptions).some(([name, value]) => made[name as keyof typeof hashingOptions] !== value);
};
