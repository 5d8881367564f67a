import type { Tx } from '@shouwen/database';
import type { ChangeArea, MaskedAs } from './clientChange.ts';

/** A line of a client's history as its table holds it. */
export type ChangeRow = {
  readonly id: string;
  readonly clientId: string;
  readonly siteId: string;
  readonly at: Date;
  readonly actor: string;
  readonly area: ChangeArea;
  readonly field: string;
  readonly from: Buffer | null;
  readonly to: Buffer | null;
  readonly why: Buffer | null;
  readonly maskedAs: MaskedAs;
};

export const insertChanges = async (tx: Tx, rows: readonly ChangeRow[]): Promise<void> => {
  for (const row of rows) {
    await tx.query(
      `INSERT INTO client_change (id, client_id, site_id, at, actor, area, field, from_sealed, to_sealed, why_sealed, masked_as)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        ...[row.id, row.clientId, row.siteId, row.at, row.actor, row.area, row.field],
        ...[row.from, row.to, row.why, row.maskedAs],
      ],
    );
  }
};

export type KeyedChangeRow = ChangeRow & { readonly keyId: string; readonly wrappedKey: Buffer };

/** A page of what was changed in these records, which are one person's, the latest first. */
export const pageOfChanges = async (
  tx: Tx,
  { clientIds, after, limit }: { clientIds: readonly string[]; after: readonly string[] | null; limit: number },
): Promise<KeyedChangeRow[]> =>
  tx.query(
    `SELECT h.id, h.client_id AS "clientId", h.site_id AS "siteId", h.at, h.actor, h.area, h.field, h.from_sealed AS "from",
       h.to_sealed AS "to", h.why_sealed AS why, h.masked_as AS "maskedAs", c.key_id AS "keyId", c.wrapped_key AS "wrappedKey"
     FROM client_change h JOIN client c ON c.id = h.client_id
     WHERE h.client_id = ANY($1::uuid[]) AND ($2::timestamptz IS NULL OR (h.at, h.id) < ($2, $3::uuid))
     ORDER BY h.at DESC, h.id DESC LIMIT $4`,
    [clientIds, after?.[0] ?? null, after?.[1] ?? null, limit],
  );
