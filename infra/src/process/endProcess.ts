import { setTimeout as sleep } from 'node:timers/promises';
import { identify, isAlive, type ProcessIdentity } from './identity.ts';

/** One attempt to end a process: the signal, and how many milliseconds it is given to take effect. */
export type Attempt = readonly [signal: NodeJS.Signals, waitMilliseconds: number];

/** Sends the signals one after the other until the process is gone. @throws when it outlives all of them. */
export const endProcess = async (pid: number, attempts: readonly Attempt[]): Promise<void> => {
  const target = identify(pid);
  if (target === null) return;
  for (const [signal, wait] of attempts) {
    send(target, signal);
    if (await isGoneWithin(target, wait)) return;
  }
  throw new Error(`process ${pid} did not end`);
};

const send = (target: ProcessIdentity, signal: NodeJS.Signals): void => {
  try {
    if (isAlive(target)) process.kill(target.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
};

const isGoneWithin = async (target: ProcessIdentity, milliseconds: number): Promise<boolean> => {
  for (let waited = 0; waited < milliseconds; waited += 15) {
    if (!isAlive(target)) return true;
    await sleep(15);
  }
  return !isAlive(target);
};
