import type { Tx } from '@shouwen/database';
import { personSql } from '../../persons/index.ts';
import { groundSql, type Reader, scopeParameters } from '../clientQueries.ts';
import { isRestrictedSql } from '../restriction/restrictionStore.ts';
import { ownedBySql } from '../search/listBranchQueries.ts';
import { type ContactRow, contactColumns } from './contactStore.ts';

export type StaleRow = ContactRow & { readonly ground: string };

type Wanted = { readonly checkedBefore: Date; readonly after: readonly string[] | null; readonly limit: number };

/**
 * Living contacts last checked before that instant, of clients whom the reader may read at a site, the longest unchecked first; one
 * statement: first the ids, by each ground alone, and only of those the contacts.
 */
export const pageOfStaleContacts = async (
  tx: Tx,
  reader: Reader,
  { checkedBefore, after, limit }: Wanted,
): Promise<StaleRow[]> => {
  const branches = waysTo(reader).map(
    ({ from, where }) => `(SELECT t.id, t.checked_at FROM ${from}
       WHERE ${where} AND t.ended_at IS NULL AND t.checked_at < $7 AND NOT ${isRestrictedSql('t.client_id')}
         AND ($8::timestamptz IS NULL OR (t.checked_at, t.id) > ($8, $9::uuid))
       ORDER BY t.checked_at, t.id LIMIT $10)`,
  );
  if (branches.length === 0) return [];
  return tx.query(
    `WITH stale AS MATERIALIZED (SELECT id FROM (${branches.join(' UNION ')}) one ORDER BY checked_at, id LIMIT $10),
     found AS MATERIALIZED (
       SELECT ${personSql('t.client_id')} AS "clientId", ${contactColumns} FROM client_contact t JOIN client c ON c.id = t.client_id
       WHERE t.id = ANY (ARRAY(SELECT id FROM stale)))
     SELECT found.*, ${groundSql('found."clientId"')} AS ground FROM found ORDER BY found."checkedAt", found.id`,
    [...scopeParameters(reader), checkedBefore, after?.[0] ?? null, after?.[1] ?? null, limit],
  );
};

/** The contacts of who is known at the site, of merged records of those (CR-1.05), and of one's own clients there. */
const waysTo = ({ scope: { siteIds, own } }: Reader): { readonly from: string; readonly where: string }[] => {
  const atSite = (id: string) =>
    `EXISTS (SELECT FROM client_site s WHERE s.client_id = ${id} AND s.site_id = ANY($2::uuid[]))`;
  const merged = 'client_person p JOIN client_contact t ON t.client_id = p.client_id';
  const owned = `SELECT mine.client_id FROM (${ownedBySql('$3::uuid')} AND o.site_id = ANY($5::uuid[])) mine`;
  const records = `${owned} UNION SELECT p.client_id FROM client_person p WHERE p.person_id IN (${owned})`;
  return [
    ...(siteIds.length > 0 ? [{ from: 'client_contact t', where: atSite('t.client_id') }] : []),
    ...(siteIds.length > 0 ? [{ from: merged, where: atSite('p.person_id') }] : []),
    ...(own === null ? [] : [{ from: 'client_contact t', where: `t.client_id = ANY (ARRAY(${records}))` }]),
  ];
};
