import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { MessagingStatus } from '@shouwen/messaging';
import type { Deposit } from './fixture/accounts.ts';
import type { FixtureConfig, Request } from './fixture/fixture.main.ts';

const program = fileURLToPath(new URL('../../dist/faults-fixture/fixture.main.js', import.meta.url));

/** A process of the bench, which may die at any moment. */
export interface Servant {
  /** True when the process said that it was done; false when it said nothing before it died, and so nobody knows. @throws what it refused */
  deposit(deposits: readonly Deposit[]): Promise<boolean>;
  status(): Promise<MessagingStatus>;
  cure(): Promise<void>;
  replay(consumer: string, eventId: string): Promise<void>;
  /** Resolves when the process has ended, with the signal that ended it. */
  readonly ended: Promise<NodeJS.Signals | null>;
  readonly alive: () => boolean;
  /** Everything the process wrote so far. */
  readonly written: () => string;
  kill9(): Promise<void>;
  /** Ends in good order. */
  stop(): Promise<void>;
}

/** Died before it answered. */
class NoAnswer extends Error {}

/** Starts a process of the bench and waits until it can be asked. */
export const startServant = async (config: FixtureConfig): Promise<Servant> => {
  const child = fork(program, [JSON.stringify(config)], { silent: true, execArgv: [] });
  let written = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => {
      written += String(chunk);
    });
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.on('exit', (_code, signal) => resolve(signal)));
  const ask = asking(child, ended);
  await Promise.race([
    new Promise((resolve) => child.once('message', resolve)),
    ended.then(() => Promise.reject(new Error(`A process of the bench did not start:\n${written}`))),
  ]);
  return {
    deposit: (deposits) =>
      ask({ ask: 'deposit', deposits }).then(
        () => true,
        (error) => (error instanceof NoAnswer ? false : Promise.reject(error)),
      ),
    status: () => ask({ ask: 'status' }) as Promise<MessagingStatus>,
    cure: async () => void (await ask({ ask: 'cure' })),
    replay: async (consumer, eventId) => void (await ask({ ask: 'replay', consumer, eventId })),
    ended,
    alive: () => child.exitCode === null && child.signalCode === null,
    written: () => written,
    kill9: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    stop: async () => {
      await ask({ ask: 'stop' }).catch(() => undefined);
      child.kill('SIGKILL');
      await ended;
    },
  };
};

const asking = (child: ChildProcess, ended: Promise<unknown>) => {
  let count = 0;
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  child.on('message', (message: { number?: number; value?: unknown; error?: string }) => {
    if (message.number === undefined) return;
    const asker = waiting.get(message.number);
    waiting.delete(message.number);
    if (message.error === undefined) asker?.resolve(message.value);
    else asker?.reject(new Error(message.error));
  });
  void ended.then(() => {
    for (const { reject } of waiting.values()) reject(new NoAnswer());
    waiting.clear();
  });
  return (request: Request): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (!child.connected) return reject(new NoAnswer());
      count += 1;
      waiting.set(count, { resolve, reject });
      child.send({ number: count, request }, (error) => {
        if (error) reject(new NoAnswer());
      });
    });
};
