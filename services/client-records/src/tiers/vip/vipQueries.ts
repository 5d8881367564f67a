import type { Tx } from '@shouwen/database';
import { type Reader, readable, scopeParameters } from '../../clients/index.ts';
import { personSql } from '../../persons/index.ts';
import { recordsOfPersons } from '../facts/factQueries.ts';
import type { Vip } from './vip.ts';

export type { Vip } from './vip.ts';

const columns = `v.vip_id AS "vipId", person.id AS "personId", v.client_id AS "clientId", v.site_id AS "siteId", v.carer,
  v.carer_id AS "carerId", v.services, v.promised_sealed AS "promisedSealed", v.since::text, v.until::text,
  v.ended_on::text AS "endedOn", v.explanation_id AS "explanationId",
  k.key_id AS "keyId", k.wrapped_key AS "wrappedKey"`;
const person = `JOIN client k ON k.id = v.client_id CROSS JOIN LATERAL (SELECT ${personSql('v.client_id')} AS id) person`;
const holds = (today: string): string =>
  `v.ended_on IS NULL AND v.since <= ${today}::date AND coalesce(v.until >= ${today}::date, true)`;

/** What these persons are promised on that day, one each over all their records, the newest; the caller knows that the viewer may see them. */
export const vipsOf = async (tx: Tx, clientIds: readonly string[], today: string): Promise<Vip[]> =>
  tx.query(
    `WITH record AS MATERIALIZED (${recordsOfPersons})
     SELECT DISTINCT ON (person.id) ${columns} FROM client_vip v ${person}
     WHERE v.client_id IN (SELECT id FROM record) AND ${holds('$2')} ORDER BY person.id, v.made_at DESC, v.vip_id DESC`,
    [clientIds, today],
  );

export type VipPage = {
  readonly siteId: string;
  readonly today: string;
  readonly after: string | null;
  readonly limit: number;
};

/** The VIPs of a site whom the reader may read there. */
export const pageOfVips = async (tx: Tx, reader: Reader, page: VipPage): Promise<Vip[]> =>
  tx.query(
    `SELECT ${columns} FROM client_vip v ${person} CROSS JOIN LATERAL (${readable} AND c.id = person.id) seen
     WHERE v.site_id = $7 AND ${holds('$8')} AND ($9::uuid IS NULL OR v.vip_id > $9) ORDER BY v.vip_id LIMIT $10`,
    [...scopeParameters(reader), page.siteId, page.today, page.after, page.limit],
  );
