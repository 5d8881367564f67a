import { actorOf } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { BareContext } from '@shouwen/subgraph';
import type { Vault, WrappedKey } from '../../vault/index.ts';
import { insertChanges } from './changeStore.ts';
import { type ChangeArea, type ChangedField, placeOfChange } from './clientChange.ts';

export type ChangesToKeep = {
  readonly clientId: string;
  readonly key: WrappedKey;
  readonly siteId: string;
  readonly area: ChangeArea;
  readonly why: string | null;
  readonly changes: readonly ChangedField[];
};

/** CR-1.06: keeps what was changed in a record, sealed under the client's key, in the transaction that changed it. */
export const keepChanges = async (
  tx: Tx,
  { context, vault }: { readonly context: BareContext; readonly vault: Vault },
  { clientId, key, siteId, area, why, changes }: ChangesToKeep,
): Promise<void> => {
  const rows = changes.map(({ field, from, to, maskedAs = null }) => {
    const id = context.newId();
    const seal = (column: 'from' | 'to' | 'why', value: string | number | null) =>
      value === null ? null : vault.seal(key, clientId, placeOfChange(column, id), String(value));
    return {
      ...{ id, clientId, siteId, at: context.now, actor: actorOf(context.viewer), area, field, maskedAs },
      ...{ from: seal('from', from), to: seal('to', to), why: seal('why', why) },
    };
  });
  await insertChanges(tx, rows);
};
