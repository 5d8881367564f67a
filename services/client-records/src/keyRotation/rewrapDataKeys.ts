import type { DueWork } from '@shouwen/timers';
import type { Department } from '../department/index.ts';
import { lockWrappedByOthers, saveWrapped } from './keyRotationStore.ts';

const atOnce = 500;

/**
 * CR-2.02: wraps the clients' data keys anew under the current key, some at a time, while the service runs. The data itself stays as it
 * is sealed. The row is the timer: it names the key that wraps it, so that it goes on after a restart, and replicas share the work.
 */
export const rewrapDataKeys = ({ keyrings, vault }: Pick<Department, 'keyrings' | 'vault'>): DueWork => ({
  name: 'keys.rewrap',
  batch: ({ db }) =>
    db.transaction(async (tx) => {
      const rows = await lockWrappedByOthers(tx, keyrings.now().current, atOnce);
      await saveWrapped(
        tx,
        rows.map(({ id, keyId, wrapped }) => ({ id, ...vault.rewrap({ keyId, wrapped }, id) })),
      );
      return rows.length;
    }),
});
