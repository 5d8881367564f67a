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
