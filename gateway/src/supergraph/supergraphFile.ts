import { readFileSync, unwatchFile, watchFile } from 'node:fs';
import type { Logger } from 'pino';

/** What Apollo's gateway gives a source of supergraphs, and what it wants back. */
export type SupergraphHook = (tools: { readonly update: (sdl: string) => void }) => Promise<{
  supergraphSdl: string;
  cleanup: () => Promise<void>;
}>;

export type SupergraphFileOptions = {
  readonly path: string;
  readonly log: Logger;
  readonly lookEveryMilliseconds?: number;
  /** Hears of each exchange; for metrics and tests. */
  readonly onExchange?: (outcome: 'exchanged' | 'refused') => void;
};

/**
 * Serves the supergraph of a file and exchanges it while requests go on when the file changes.
 * A file that is no valid supergraph is refused and the old one keeps serving.
 */
export const supergraphFromFile =
  ({ path, log, lookEveryMilliseconds = 1_000, onExchange }: SupergraphFileOptions): SupergraphHook =>
  async ({ update }) => {
    const exchange = (): void => {
      try {
        update(readFileSync(path, 'utf8'));
        log.info('the supergraph was exchanged');
        onExchange?.('exchanged');
      } catch (error) {
        log.error({ err: error }, 'the new supergraph is refused, the old one keeps serving');
        onExchange?.('refused');
      }
    };
    const supergraphSdl = readFileSync(path, 'utf8');
    // By polling, because mounted configuration is exchanged through links that no notification follows.
    watchFile(path, { interval: lookEveryMilliseconds, persistent: false }, exchange);
    return { supergraphSdl, cleanup: async () => unwatchFile(path, exchange) };
  };

/** Serves one supergraph for good. */
export const supergraphFromText =
  (sdl: string): SupergraphHook =>
  async () => ({ supergraphSdl: sdl, cleanup: async () => undefined });
