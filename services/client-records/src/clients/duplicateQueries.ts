import type { Tx } from '@shouwen/database';
import { personSql } from '../persons/index.ts';
import type { ClientRow } from './clientQueries.ts';
import { isRestrictedSql } from './restriction/restrictionStore.ts';

export type DuplicateRow = Pick<
  ClientRow,
  'id' | 'number' | 'name' | 'phoneSealed' | 'keyId' | 'wrappedKey' | 'openedAt'
> & {
  readonly samePhone: boolean;
  readonly sameIdentity: boolean;
  readonly sameName: boolean;
  readonly similarPhone: boolean;
};

export type Sought = {
  readonly siteId: string;
  readonly name: string;
  readonly phoneIndexes: readonly Buffer[];
  readonly similarIndexes: readonly Buffer[];
  readonly identityIndexes: readonly Buffer[];
};

const most = 20;

/**
 * Records that may be of the same person, whoever asks: the caller shows what the asker may know of. Exact ones first; what was merged
 * stands under the surviving record (CR-1.05).
 */
export const duplicatesOf = async (tx: Tx, sought: Sought): Promise<DuplicateRow[]> =>
  tx.query(
    `WITH exact AS (
       SELECT client_id AS id FROM client_contact WHERE value_index = ANY($3::bytea[])
       UNION SELECT client_id FROM client_identity WHERE number_index = ANY($5::bytea[])
     ), likely AS (
       SELECT like_it.id FROM (
         SELECT client_id AS id FROM client_site WHERE site_id = $1 AND name_key = client_name_key($2)
         UNION SELECT client_id FROM client_contact WHERE value_index = ANY($4::bytea[])
       ) like_it JOIN client_site s ON s.client_id = like_it.id AND s.site_id = $1
       WHERE NOT ${isRestrictedSql('like_it.id')}
       ORDER BY like_it.id LIMIT ${most}
     ), hit AS MATERIALIZED (
       SELECT ${personSql('n.id')} AS person, bool_or(coalesce(t.value_index = ANY($3::bytea[]), false)) AS "samePhone",
         bool_or(coalesce(i.number_index = ANY($5::bytea[]), false)) AS "sameIdentity",
         bool_or(n.name_key = client_name_key($2)) AS "sameName",
         bool_or(coalesce(t.value_index = ANY($4::bytea[]), false)) AS "similarPhone",
         bool_or(n.id IN (SELECT id FROM exact)) AS exact
       FROM client n LEFT JOIN client_identity i ON i.client_id = n.id LEFT JOIN client_contact t ON t.client_id = n.id
       WHERE n.id = ANY (ARRAY(SELECT id FROM exact UNION SELECT id FROM likely)) GROUP BY 1
     )
     SELECT c.id, c.number, c.name, c.phone_sealed AS "phoneSealed", c.key_id AS "keyId", c.wrapped_key AS "wrappedKey",
       c.opened_at AS "openedAt", hit."samePhone", hit."sameIdentity", hit."sameName", hit."similarPhone"
     FROM client c JOIN hit ON hit.person = c.id
     WHERE c.id = ANY (ARRAY(SELECT person FROM hit)) ORDER BY hit.exact DESC, c.id`,
    [sought.siteId, sought.name, sought.phoneIndexes, sought.similarIndexes, sought.identityIndexes],
  );
