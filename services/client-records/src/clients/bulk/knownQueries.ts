import type { Tx } from '@shouwen/database';
import { personSql } from '../../persons/index.ts';

/** A phone, and whose it is, by the surviving record (CR-1.05). */
export type PhoneHolder = { readonly index: Buffer; readonly clientId: string; readonly atSite: boolean };

/** Who has these phones, and whether the site knows them; whoever calls it looks past the sites and tells nothing of others. */
export const holdersOfPhones = async (tx: Tx, indexes: readonly Buffer[], siteId: string): Promise<PhoneHolder[]> =>
  tx.query(
    `SELECT n.value_index AS index, p.id AS "clientId",
       EXISTS (SELECT FROM person_site s WHERE s.client_id = p.id AND s.site_id = $2) AS "atSite"
     FROM client_contact n CROSS JOIN LATERAL (SELECT ${personSql('n.client_id')} AS id) p WHERE n.value_index = ANY($1::bytea[])`,
    [indexes, siteId],
  );

/** Which of these identity numbers somebody has. */
export const identityNumbersTaken = async (tx: Tx, indexes: readonly Buffer[]): Promise<Buffer[]> => {
  const rows: { index: Buffer }[] = await tx.query(
    'SELECT number_index AS index FROM client_identity WHERE number_index = ANY($1::bytea[])',
    [indexes],
  );
  return rows.map(({ index }) => index);
};

/** Which of these names a client of the site bears, however they are written (S36). */
export const namesKnownAt = async (tx: Tx, names: readonly string[], siteId: string): Promise<string[]> => {
  const rows: { name: string }[] = await tx.query(
    `SELECT DISTINCT g.name FROM unnest($1::text[]) AS g (name) JOIN client c ON c.name_key = client_name_key(g.name)
     JOIN client_site s ON s.client_id = c.id AND s.site_id = $2`,
    [names, siteId],
  );
  return rows.map(({ name }) => name);
};

/** Notes that the site knows these clients from now on; those it knew already stay as they are. */
export const noteSites = async (
  tx: Tx,
  clientIds: readonly string[],
  { siteId, since }: { readonly siteId: string; readonly since: Date },
): Promise<void> => {
  if (clientIds.length === 0) return;
  await tx.query(
    'INSERT INTO client_site (client_id, site_id, since) SELECT DISTINCT id, $2::uuid, $3::timestamptz FROM unnest($1::uuid[]) AS k (id) ON CONFLICT DO NOTHING',
    [clientIds, siteId, since],
  );
};
