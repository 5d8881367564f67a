import type { Tx } from '@shouwen/database';
import type { ClientCore } from './clientCore.ts';

/** The plain part of a core, and the sealed one, of a record that nobody else changes until the transaction ends. */
export type LockedClient = Pick<ClientCore, 'name' | 'kind' | 'business' | 'district' | 'urgency'> & {
  readonly id: string;
  readonly wishesSealed: Buffer | null;
  readonly keyId: string;
  readonly wrappedKey: Buffer;
};

export const lockClient = async (tx: Tx, id: string): Promise<LockedClient | null> => {
  const rows: LockedClient[] = await tx.query(
    `SELECT id, name, kind, business, district, urgency, wishes_sealed AS "wishesSealed", key_id AS "keyId",
       wrapped_key AS "wrappedKey" FROM client WHERE id = $1 FOR NO KEY UPDATE`,
    [id],
  );
  return rows[0] ?? null;
};

export type SavedCore = Pick<
  LockedClient,
  'id' | 'name' | 'kind' | 'business' | 'district' | 'urgency' | 'wishesSealed'
>;

export const saveCore = async (tx: Tx, core: SavedCore): Promise<void> => {
  await tx.query(
    'UPDATE client SET name = $2, kind = $3, business = $4, district = $5, urgency = $6, wishes_sealed = $7 WHERE id = $1',
    [core.id, core.name, core.kind, core.business, core.district, core.urgency, core.wishesSealed],
  );
};
