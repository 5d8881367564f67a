import type { DueWork } from '@shouwen/timers';
import type { Vault } from '../vault/index.ts';
import { checkBatch } from './checkBatch.ts';
import { lockWorkingImport } from './importStore.ts';
import { takeBatch } from './takeBatch.ts';

/**
 * CR-1.07: looks through and takes over the rows of imports in the background, some at a time, each batch in a transaction of its own. The
 * rows are the timer: what a row did is written with what it did, so that it goes on after a restart, and two replicas take no row twice.
 */
export const processImports = (vault: Vault, atOnce = 250): DueWork => ({
  name: 'clientImport.process',
  batch: ({ db, newId }, { now, siteId }) =>
    db.transaction(async (tx) => {
      const one = await lockWorkingImport(tx, siteId);
      if (one === null) return 0;
      const desk = { vault, newId, now, atOnce };
      return one.state === 'checking' ? checkBatch(tx, desk, one) : takeBatch(tx, desk, one);
    }),
});
