import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CommandResult, Viewer } from '@shouwen/access';
import { uuidRandomBytes, uuidV7 } from '@shouwen/kernel';
import type { BareContext, World } from '../context.ts';

/** What a demo stands on: the ordinary use cases at fixed past times, and the patience to wait for other departments. */
export type DemoStage = {
  /** The context of a request that this viewer would have sent then; ids carry that time too. @throws when the process is told to stop */
  as(viewer: Viewer, at: Date): BareContext;
  /** What the command answered. @throws when it was refused, since a demo asks for nothing impossible */
  accepted<T>(what: string, answer: CommandResult<T>): T;
  /** Waits for what other departments tell by events. @throws after a minute, naming what never came */
  until(what: string, holds: () => Promise<boolean>): Promise<void>;
};

/** A refusal that may pass, such as a row that somebody else holds. */
export class RefusedForNow extends Error {
  override readonly name = 'RefusedForNow';
}

const waitMilliseconds = 100;
const longestWaits = 600;

/** The stage in a world; `stopping` ends it between two commands. */
export const demoStage = (world: World, stopping: AbortSignal = new AbortController().signal): DemoStage => {
  const { db, log } = world;
  return {
    as: (viewer, at) => {
      stopping.throwIfAborted();
      const newId = () => uuidV7(at, randomBytes(uuidRandomBytes));
      return { viewer, now: at, requestId: 'demo', db, newId, log, trace: null };
    },
    accepted: (what, answer) => {
      if (answer.outcome === 'accepted') return answer.result;
      const { code, message, retryable } = answer.refusal;
      const sentence = `${what} was refused: ${code}, ${message.en}`;
      throw retryable ? new RefusedForNow(sentence) : new Error(sentence);
    },
    until: async (what, holds) => {
      for (let waits = 0; !(await holds()); waits += 1) {
        if (waits === 0) log.info({ what }, 'the demo waits for other departments');
        if (waits >= longestWaits) throw new Error(`waited a minute in vain for ${what}`);
        await sleep(waitMilliseconds, undefined, { signal: stopping });
      }
    },
  };
};
