import { spawn } from 'node:child_process';

/** Ends the watch over a server that was stopped in the ordinary way. */
export type Guard = { release(): void };

/**
 * Watches over a server for the case that this process dies without stopping it, even by SIGKILL.
 *
 * The guard waits on a pipe that only we hold open. When we die the pipe closes, and the guard ends the server and, for
 * tests, removes its folder. It runs in a session of its own, so that Ctrl-C in a terminal does not reach it.
 */
export const guardServer = (server: { pid: number; signal: string; removeFolders: readonly string[] }): Guard => {
  const script = 'cat >/dev/null; kill -"$2" "$1" 2>/dev/null; shift 2; if [ $# -gt 0 ]; then sleep 1; rm -rf "$@"; fi';
  const guard = spawn(
    '/bin/sh',
    ['-c', script, 'shouwen-guard', String(server.pid), server.signal, ...server.removeFolders],
    {
      cwd: '/',
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    },
  );
  guard.on('error', () => undefined);
  guard.unref();
  (guard.stdin as unknown as { unref(): void }).unref();
  return {
    release() {
      if (guard.pid === undefined) return;
      try {
        process.kill(-guard.pid, 'SIGKILL');
      } catch {
        // It is gone already.
      }
    },
  };
};
