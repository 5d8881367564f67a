import type { Tx } from '@shouwen/database';
import type { PartnerRow } from './partner.ts';

const columns = `partner_id AS "partnerId", name, scopes, site_ids AS "siteIds", credential_id AS "credentialId",
  secret_hash AS "secretHash", registered_at AS "registeredAt", secret_set_at AS "secretSetAt", ended_at AS "endedAt"`;

export const insertPartner = async (tx: Tx, partner: PartnerRow): Promise<void> => {
  await tx.query(
    `INSERT INTO partner (partner_id, name, scopes, site_ids, credential_id, secret_hash, registered_at, secret_set_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      partner.partnerId,
      partner.name,
      partner.scopes,
      partner.siteIds,
      partner.credentialId,
      partner.secretHash,
      partner.registeredAt,
      partner.secretSetAt,
    ],
  );
};

export const partnerById = async (tx: Tx, partnerId: string): Promise<PartnerRow | null> => {
  const rows: PartnerRow[] = await tx.query(`SELECT ${columns} FROM partner WHERE partner_id = $1`, [partnerId]);
  return rows[0] ?? null;
};

/** Locked until the end of the transaction: a token is given either before a change or after it. */
export const lockPartner = async (tx: Tx, partnerId: string): Promise<PartnerRow | null> => {
  const sql = `SELECT ${columns} FROM partner WHERE partner_id = $1 FOR UPDATE`;
  const rows: PartnerRow[] = await tx.query(sql, [partnerId]);
  return rows[0] ?? null;
};

/** Locked against a second registration under the same name until the transaction ends. */
export const isPartnerNameTaken = async (tx: Tx, name: string): Promise<boolean> => {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`partner:${name.toLowerCase()}`]);
  const rows: unknown[] = await tx.query('SELECT 1 FROM partner WHERE lower(name) = lower($1) AND ended_at IS NULL', [
    name,
  ]);
  return rows.length > 0;
};

/** Which of these sites there are. */
export const sitesThatExist = async (tx: Tx, siteIds: readonly string[]): Promise<string[]> => {
  const rows: { id: string }[] = await tx.query('SELECT id FROM site WHERE id = ANY($1::uuid[])', [siteIds]);
  return rows.map(({ id }) => id);
};

export const replaceSecret = async (
  tx: Tx,
  {
    partnerId,
    credentialId,
    secretHash,
    secretSetAt,
  }: Pick<PartnerRow, 'partnerId' | 'credentialId' | 'secretHash' | 'secretSetAt'>,
): Promise<void> => {
  const sql = 'UPDATE partner SET credential_id = $2, secret_hash = $3, secret_set_at = $4 WHERE partner_id = $1';
  await tx.query(sql, [partnerId, credentialId, secretHash, secretSetAt]);
};

export const markPartnerEnded = async (tx: Tx, partnerId: string, at: Date): Promise<void> => {
  await tx.query('UPDATE partner SET ended_at = $2 WHERE partner_id = $1', [partnerId, at]);
};
