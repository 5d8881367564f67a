import type { Tx } from '@shouwen/database';

/** What binds a client to us: a claim or a deal, as another department told it. */
export type Bond = {
  readonly basisId: string;
  readonly kind: 'claim' | 'deal';
  readonly clientId: string;
  readonly siteId: string;
  readonly openedOn: string;
  /** The last day of a claim; a deal has none. */
  readonly validThrough: string | null;
  readonly priceFen: number | null;
};

export const insertBond = async (tx: Tx, bond: Bond): Promise<void> => {
  await tx.query(
    `INSERT INTO care_bond (basis_id, kind, client_id, site_id, opened_on, valid_through, price_fen)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (basis_id) DO NOTHING`,
    [bond.basisId, bond.kind, bond.clientId, bond.siteId, bond.openedOn, bond.validThrough, bond.priceFen],
  );
};

export const extendBond = async (tx: Tx, basisId: string, validThrough: string): Promise<void> => {
  await tx.query('UPDATE care_bond SET valid_through = $2 WHERE basis_id = $1', [basisId, validThrough]);
};

/** Another buyer or another price: the deal is theirs from now on (SR-3.17). */
export const changeBond = async (
  tx: Tx,
  basisId: string,
  { clientId, priceFen }: Pick<Bond, 'clientId' | 'priceFen'>,
): Promise<void> => {
  await tx.query('UPDATE care_bond SET client_id = $2, price_fen = $3 WHERE basis_id = $1', [
    basisId,
    clientId,
    priceFen,
  ]);
};

/** Whose bond ended, and where; null for one that was never told of. */
export const endBond = async (
  tx: Tx,
  basisId: string,
  endedOn: string,
): Promise<{ clientId: string; siteId: string } | null> => {
  const [rows] = (await tx.query(
    `UPDATE care_bond SET ended_on = $2 WHERE basis_id = $1 RETURNING client_id AS "clientId", site_id AS "siteId"`,
    [basisId, endedOn],
  )) as [{ clientId: string; siteId: string }[], number];
  return rows[0] ?? null;
};

export const insertVisit = async (
  tx: Tx,
  visit: { readonly visitId: string; readonly clientId: string; readonly siteId: string; readonly receivedAt: string },
): Promise<void> => {
  await tx.query(
    `INSERT INTO care_visit (visit_id, client_id, site_id, received_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (visit_id) DO NOTHING`,
    [visit.visitId, visit.clientId, visit.siteId, visit.receivedAt],
  );
};

/** Whether anything binds the person to us on that day, at whichever site and by whichever record. */
export const isBound = async (tx: Tx, clientIds: readonly string[], on: string): Promise<boolean> => {
  const rows: unknown[] = await tx.query(
    `SELECT FROM care_bond WHERE client_id = ANY($1::uuid[]) AND ended_on IS NULL
       AND (kind = 'deal' OR valid_through >= $2::date) LIMIT 1`,
    [clientIds, on],
  );
  return rows.length > 0;
};
