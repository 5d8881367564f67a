import type { Tx } from '@shouwen/database';

/** Kept and not used any more, or gone but for number and id (CR-2.06). */
export type RestrictionKind = 'frozen' | 'erased';

/** SQL: true for a record that is frozen or erased: in no list, greeted by nobody, asked nothing. */
export const isRestrictedSql = (id: string): string =>
  `EXISTS (SELECT FROM client_restriction restricted WHERE restricted.client_id = ${id})`;

/** SQL: true for a record of which nothing is left to be read, by whomever. */
export const isErasedSql = (id: string): string =>
  `EXISTS (SELECT FROM client_restriction erased WHERE erased.client_id = ${id} AND erased.kind = 'erased')`;

/** Restricts these records; what was erased stays so. */
export const restrictClients = async (
  tx: Tx,
  clientIds: readonly string[],
  { kind, since }: { readonly kind: RestrictionKind; readonly since: Date },
): Promise<void> => {
  await tx.query(
    `INSERT INTO client_restriction AS now (client_id, kind, since) SELECT id, $2, $3 FROM unnest($1::uuid[]) AS one (id)
     ON CONFLICT (client_id) DO UPDATE SET kind = excluded.kind, since = excluded.since
     WHERE now.kind = 'frozen' AND excluded.kind = 'erased'`,
    [clientIds, kind, since],
  );
};

/** How the record is restricted; null for one that is used as any other. */
export const restrictionOf = async (tx: Tx, clientId: string): Promise<RestrictionKind | null> => {
  const rows: { kind: RestrictionKind }[] = await tx.query('SELECT kind FROM client_restriction WHERE client_id = $1', [
    clientId,
  ]);
  return rows[0]?.kind ?? null;
};
