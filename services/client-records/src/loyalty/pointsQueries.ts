import type { Tx } from '@shouwen/database';
import { type Reader, scopeParameters } from '../clients/index.ts';
import { joinSeenClient } from '../consents/index.ts';
import type { EntryKind, EntryReason, PointsAct, Reference } from './points.ts';

/** What a client has; the sums of all records of the person. */
export type PointsOfClient = {
  readonly clientId: string;
  /** What can be spent on that day. */
  readonly balance: number;
  /** Over by the calendar; its entry is not written yet. */
  readonly lapsed: number;
  readonly owed: number;
  readonly deals: number;
  readonly amountFen: number;
};

/** SQL: true for a row of any record of the person `asked.id`; found through the index of the column. */
const isOfPerson = (column: string): string =>
  `${column} = ANY (ARRAY(SELECT asked.id UNION ALL
    SELECT p.client_id FROM client_person p WHERE p.person_id = asked.id AND p.client_id <> asked.id))`;

/** Of clients whom the viewer was found to read; the transaction sees all sites, since points are a person's. */
export const pointsOf = async (tx: Tx, clientIds: readonly string[], today: string): Promise<PointsOfClient[]> =>
  tx.query(
    `SELECT asked.id AS "clientId", lots.balance, lots.lapsed, accounts.owed, deals.deals, deals."amountFen"
     FROM unnest($1::uuid[]) asked (id)
     CROSS JOIN LATERAL (SELECT
       coalesce(sum(l.remaining) FILTER (WHERE l.through IS NULL OR l.through >= $2::date), 0)::int AS balance,
       coalesce(sum(l.remaining) FILTER (WHERE l.through < $2::date), 0)::int AS lapsed
       FROM points_lot l WHERE l.remaining > 0 AND ${isOfPerson('l.client_id')}) lots
     CROSS JOIN LATERAL (SELECT coalesce(sum(a.owed), 0)::int AS owed FROM points_account a
       WHERE ${isOfPerson('a.client_id')}) accounts
     CROSS JOIN LATERAL (SELECT count(*)::int AS deals, coalesce(sum(d.price_fen), 0)::bigint AS "amountFen"
       FROM loyalty_deal d WHERE d.cancelled_on IS NULL AND ${isOfPerson('d.client_id')}) deals`,
    [clientIds, today],
  );

export type PointsEntry = {
  readonly entryId: string;
  readonly kind: EntryKind;
  readonly reason: EntryReason;
  readonly points: number;
  readonly owed: number;
  readonly referenceKind: Reference['kind'];
  readonly referenceId: string;
  readonly at: Date;
  readonly explanationId: string;
};

type EntryPage = {
  readonly clientId: string;
  readonly after: readonly [at: string, entryId: string] | null;
  readonly limit: number;
};

/** A page of the entries of a client whom the viewer was found to read, newest first. */
export const pageOfEntries = async (tx: Tx, { clientId, after, limit }: EntryPage): Promise<PointsEntry[]> =>
  tx.query(
    `SELECT e.entry_id AS "entryId", e.kind, e.reason, e.points, e.owed, e.reference_kind AS "referenceKind",
       e.reference_id AS "referenceId", e.at, e.explanation_id AS "explanationId"
     FROM (SELECT $1::uuid AS id) asked JOIN points_entry e ON ${isOfPerson('e.client_id')}
     WHERE ($2::timestamptz IS NULL OR (date_trunc('milliseconds', e.at), e.entry_id) < ($2, $3::uuid))
     ORDER BY date_trunc('milliseconds', e.at) DESC, e.entry_id DESC LIMIT $4`,
    [clientId, after?.[0], after?.[1], limit],
  );

/** In the shape of `PointsAct`, of clients whom the reader may read; $1–$6 are `scopeParameters`. */
const selectActs = `SELECT act.act_id AS "actId", act.kind, act.client_id AS "clientId", act.site_id AS "siteId", act.points,
    act.reason, act.reward_id AS "rewardId", act.quantity, act.state, act.asked_by AS "askedBy", act.asked_at AS "askedAt",
    act.decided_by AS "decidedBy", act.explanation_id AS "explanationId", act.version
  FROM points_act act ${joinSeenClient('act.client_id')}`;

export const actsById = async (tx: Tx, reader: Reader, ids: readonly string[]): Promise<PointsAct[]> =>
  tx.query(`${selectActs} WHERE act.act_id = ANY($7::uuid[])`, [...scopeParameters(reader), ids]);

type ActPage = {
  readonly siteId: string;
  readonly pendingOnly: boolean;
  readonly after: readonly [askedAt: string, actId: string] | null;
  readonly limit: number;
};

export const pageOfActs = async (tx: Tx, reader: Reader, page: ActPage): Promise<PointsAct[]> =>
  tx.query(
    `${selectActs} WHERE act.site_id = $7 AND (NOT $8 OR act.state = 'pending')
       AND ($9::timestamptz IS NULL OR (act.asked_at, act.act_id) < ($9, $10::uuid))
     ORDER BY act.asked_at DESC, act.act_id DESC LIMIT $11`,
    [...scopeParameters(reader), page.siteId, page.pendingOnly, page.after?.[0], page.after?.[1], page.limit],
  );
