import type { Tx } from '@shouwen/database';
import { personSql } from '../../persons/index.ts';
import { groundSql, type Reader, scopeParameters } from '../clientQueries.ts';
import { type ContactRow, contactColumns } from './contactStore.ts';

export type StaleRow = ContactRow & { readonly ground: string };

type Wanted = { readonly checkedBefore: Date; readonly after: readonly string[] | null; readonly limit: number };

/** Living contacts last checked before that instant, of clients whom the reader may read, the longest unchecked first; one statement. */
export const pageOfStaleContacts = async (
  tx: Tx,
  reader: Reader,
  { checkedBefore, after, limit }: Wanted,
): Promise<StaleRow[]> =>
  tx.query(
    `SELECT person AS "clientId", ${contactColumns}, g.ground
     FROM client_contact t JOIN client c ON c.id = t.client_id
       CROSS JOIN LATERAL (SELECT ${personSql('t.client_id')} AS person) p
       CROSS JOIN LATERAL (SELECT ${groundSql('p.person')} AS ground) g
     WHERE t.ended_at IS NULL AND t.checked_at < $7 AND g.ground IS NOT NULL
       AND ($8::timestamptz IS NULL OR (t.checked_at, t.id) > ($8, $9::uuid))
     ORDER BY t.checked_at, t.id LIMIT $10`,
    [...scopeParameters(reader), checkedBefore, after?.[0] ?? null, after?.[1] ?? null, limit],
  );
