import type { Tx } from '@shouwen/database';

/** Who owns a client on the basis of a claim or a deal, as another department told it. */
export type OwnerRow = {
  readonly basisId: string;
  readonly basis: 'claim' | 'deal';
  readonly clientId: string;
  readonly siteId: string;
  readonly staffId: string;
  readonly validThrough: string | null;
  readonly freshThrough: string | null;
};

/** A deal's owners have no end of their own: a buyer stays the consultant's (SR-3.13). */
export const insertOwner = async (tx: Tx, owner: OwnerRow): Promise<void> => {
  await tx.query(
    `INSERT INTO client_owner (basis_id, basis, client_id, site_id, staff_id, valid_through, fresh_through)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (basis_id, staff_id) DO NOTHING`,
    [owner.basisId, owner.basis, owner.clientId, owner.siteId, owner.staffId, owner.validThrough, owner.freshThrough],
  );
};

export const extendOwner = async (
  tx: Tx,
  basisId: string,
  { validThrough, freshThrough }: { validThrough: string; freshThrough: string | null },
): Promise<void> => {
  await tx.query('UPDATE client_owner SET valid_through = $2, fresh_through = $3 WHERE basis_id = $1', [
    basisId,
    validThrough,
    freshThrough,
  ]);
};

export const endOwner = async (tx: Tx, basisId: string, endedOn: string): Promise<void> => {
  await tx.query('UPDATE client_owner SET ended_on = $2 WHERE basis_id = $1', [basisId, endedOn]);
};

/**
 * From that day on these share the deal, and nobody else does (SR-9.05): who lost the share lost the ground to read with it. A deal
 * that was cancelled stays without owners.
 */
export const replaceOwners = async (
  tx: Tx,
  basisId: string,
  { staffIds, on }: { staffIds: readonly string[]; on: string },
): Promise<void> => {
  await tx.query(
    `INSERT INTO client_owner (basis_id, basis, client_id, site_id, staff_id)
     SELECT o.basis_id, o.basis, o.client_id, o.site_id, heir.staff_id
     FROM (SELECT * FROM client_owner WHERE basis_id = $1 AND ended_on IS NULL LIMIT 1) o, unnest($2::uuid[]) AS heir (staff_id)
     ON CONFLICT (basis_id, staff_id) DO UPDATE SET ended_on = NULL`,
    [basisId, staffIds],
  );
  await tx.query(
    'UPDATE client_owner SET ended_on = $3 WHERE basis_id = $1 AND ended_on IS NULL AND NOT staff_id = ANY($2::uuid[])',
    [basisId, staffIds, on],
  );
};
