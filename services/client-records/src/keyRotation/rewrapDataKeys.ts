import type { DueWork } from '@shouwen/timers';
import type { Department } from '../department/index.ts';
import { keyedTables, lockWrappedByOthers, saveWrapped } from './keyRotationStore.ts';

const atOnce = 500;

/**
 * CR-2.02: wraps the data keys of clients and of leak cases anew under the current key, some at a time, while the service runs. The data itself stays as it
 * is sealed. The row is the timer: it names the key that wraps it, so that it goes on after a restart, and replicas share the work.
 */
export const rewrapDataKeys = ({ keyrings, vault }: Pick<Department, 'keyrings' | 'vault'>): DueWork => ({
  name: 'keys.rewrap',
  batch: ({ db }) =>
    db.transaction(async (tx) => {
      const { current } = keyrings.now();
      let done = 0;
      for (const table of keyedTables) {
        const rows = await lockWrappedByOthers(tx, table, { current, limit: atOnce });
        const rewrapped = rows.map(({ id, keyId, wrapped }) => ({ id, ...vault.rewrap({ keyId, wrapped }, id) }));
        await saveWrapped(tx, table, rewrapped);
        done += rows.length;
      }
      return done;
    }),
});
