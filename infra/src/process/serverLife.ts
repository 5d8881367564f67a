import type { ChildProcess } from 'node:child_process';
import { type Guard, guardServer } from './guard.ts';

/** A server process that is up. */
export type Launched = { readonly child: ChildProcess; readonly pid: number };

/** The running process of a server, its guard, and whoever wants to hear of its unexpected end. */
export type ServerLife = {
  pid(): number | null;
  /** Takes a freshly launched process under watch. */
  begin(launched: Launched): void;
  /** Ends the process in the given way; nothing happens when there is none. */
  end(how: (pid: number) => Promise<void>): Promise<void>;
  onUnexpectedExit(listener: (how: string) => void): void;
};

/** Watches over one server; `guardSignal` is what ends it when we die first; then its temporary folders are removed too. */
export const serverLife = (guardSignal: string, removeFolders: readonly string[] = []): ServerLife => {
  let running: { launched: Launched; guard: Guard } | null = null;
  const listeners: ((how: string) => void)[] = [];
  const forget = (launched: Launched, how: string): void => {
    if (running?.launched !== launched) return;
    running.guard.release();
    running = null;
    for (const listener of listeners) listener(how);
  };
  return {
    pid: () => running?.launched.pid ?? null,
    begin(launched) {
      running = { launched, guard: guardServer({ pid: launched.pid, signal: guardSignal, removeFolders }) };
      launched.child.unref();
      launched.child.once('exit', (code, signal) => forget(launched, signal ?? `code ${code}`));
    },
    async end(how) {
      const ending = running;
      if (ending === null) return;
      running = null;
      await how(ending.launched.pid);
      ending.guard.release();
    },
    onUnexpectedExit: (listener) => void listeners.push(listener),
  };
};
