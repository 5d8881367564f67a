import type { Tx } from '@shouwen/database';
import type { DueWork } from '@shouwen/timers';
import type { Department } from '../department/index.ts';
import type { Vault } from '../vault/index.ts';
import { type IndexedColumn, indexedColumns } from './indexedColumn.ts';
import {
  type IndexedRow,
  type IndexRotation,
  lockIndexedRows,
  lockIndexRotation,
  saveIndexes,
  saveIndexRotation,
} from './keyRotationStore.ts';

const atOnce = 500;

/**
 * CR-2.02: makes the blind indexes anew under the current index key, some at a time, while the service runs: what is sought is sought
 * under every key of the keyring. Everything is passed twice: an index that was computed before the key came, and written after its row
 * was passed, is found the second time.
 */
export const renewIndexes = ({ keyrings, vault }: Pick<Department, 'keyrings' | 'vault'>): DueWork => ({
  name: 'keys.renewIndexes',
  batch: ({ db }) => {
    const { currentIndex, indexKeys } = keyrings.now();
    // With a single key there has never been another.
    if (indexKeys.size === 1) return Promise.resolve(0);
    return db.transaction(async (tx) => {
      const rotation = await lockIndexRotation(tx, currentIndex);
      if (rotation === null || rotation.finished) return 0;
      await saveIndexRotation(tx, await step(tx, vault, rotation));
      return 1;
    });
  },
});

const step = async (tx: Tx, vault: Vault, rotation: IndexRotation): Promise<IndexRotation> => {
  const column = indexedColumns[rotation.columnNumber];
  if (column === undefined) return nextPass(rotation);
  const rows = await lockIndexedRows(tx, column, { after: rotation.doneThrough, limit: atOnce });
  const last = rows.at(-1);
  if (last === undefined) return { ...rotation, columnNumber: rotation.columnNumber + 1, doneThrough: null };
  const changed = rows.flatMap((row) => renewed(vault, column, row));
  await saveIndexes(tx, column, changed);
  return { ...rotation, doneThrough: last.key, rowsChanged: rotation.rowsChanged + changed.length };
};

const nextPass = (rotation: IndexRotation): IndexRotation =>
  rotation.pass === 1
    ? { ...rotation, pass: 2, columnNumber: 0, doneThrough: null }
    : { ...rotation, finished: true, doneThrough: null };

const renewed = (vault: Vault, column: IndexedColumn, row: IndexedRow): { key: string; index: Buffer }[] => {
  const { key, clientId, sealed, keyId, wrapped } = row;
  const plain = vault.open({ keyId, wrapped }, clientId, column.placeOf(key, clientId), sealed);
  const index = vault.blindIndex(column.indexedAs, plain);
  return index.equals(row.index) ? [] : [{ key, index }];
};
