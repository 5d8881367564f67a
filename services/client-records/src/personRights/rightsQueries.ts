import { acrossSites, type Tx } from '@shouwen/database';
import type { WrappedKey } from '../vault/index.ts';
import type { RightsKind, RightsRequest, RightsState } from './rightsRequest.ts';

/** At which sites the viewer handles requests of persons, or decides about erasures. */
export type RightsSites = '*' | readonly string[];

const select = `SELECT id, number, kind, state, site_id AS "siteId", client_id AS "clientId", asked_by AS "askedBy", proof,
  asker_sealed AS "askerSealed", proof_sealed AS "proofSealed", wish_sealed AS "wishSealed", answer_sealed AS "answerSealed",
  registered_at AS "registeredAt", registered_by AS "registeredBy", due_at AS "dueAt", proposed_by AS "proposedBy",
  proposed_at AS "proposedAt", decided_by AS "decidedBy", decided_at AS "decidedAt", duties, closed_at AS "closedAt",
  closed_by AS "closedBy", explanation_id AS "explanationId", version FROM rights_request`;

const within = (sites: RightsSites): unknown[] => [sites === '*', sites === '*' ? [] : sites];

/** The requests among these that are at the viewer's sites; the others are missing, as if there were none. */
export const rightsRequestsById = async (
  tx: Tx,
  sites: RightsSites,
  ids: readonly string[],
): Promise<RightsRequest[]> =>
  tx.query(`${select} WHERE ($1::boolean OR site_id = ANY($2::uuid[])) AND id = ANY($3::uuid[])`, [
    ...within(sites),
    ids,
  ]);

export type RightsPage = {
  readonly kinds: readonly RightsKind[] | null;
  readonly states: readonly RightsState[] | null;
  /** Only those not answered by then. */
  readonly overdueAt: Date | null;
  readonly after: readonly string[] | null;
  readonly limit: number;
};

/** Newest first. */
export const pageOfRightsRequests = async (
  tx: Tx,
  sites: RightsSites,
  { kinds, states, overdueAt, after, limit }: RightsPage,
): Promise<RightsRequest[]> =>
  tx.query(
    `${select} WHERE ($1::boolean OR site_id = ANY($2::uuid[])) AND ($3::text[] IS NULL OR kind = ANY($3))
       AND ($4::text[] IS NULL OR state = ANY($4))
       AND ($5::timestamptz IS NULL OR (due_at <= $5 AND state IN ('registered', 'proposed')))
       AND ($6::timestamptz IS NULL OR (registered_at, id) < ($6, $7::uuid))
     ORDER BY registered_at DESC, id DESC LIMIT $8`,
    [...within(sites), kinds, states, overdueAt, after?.[0] ?? null, after?.[1] ?? null, limit],
  );

/** Locks the request until the transaction ends. */
export const lockRightsRequest = async (tx: Tx, id: string): Promise<RightsRequest | null> => {
  const rows: RightsRequest[] = await tx.query(`${select} WHERE id = $1 FOR UPDATE`, [id]);
  return rows[0] ?? null;
};

/** Whose request it is, whoever asks: for the trace, never for an answer. */
export const clientOfRequest = async (tx: Tx, id: string): Promise<string | null> => {
  const rows: { clientId: string }[] = await acrossSites(tx, () =>
    tx.query('SELECT client_id AS "clientId" FROM rights_request WHERE id = $1', [id]),
  );
  return rows[0]?.clientId ?? null;
};

/** An erasure that was agreed to and whose time to be looked at has come, locked; null when there is none. */
export const lockDueErasure = async (tx: Tx, now: Date): Promise<RightsRequest | null> => {
  const rows: RightsRequest[] = await tx.query(
    `${select} WHERE look_at <= $1 ORDER BY look_at, id LIMIT 1 FOR UPDATE SKIP LOCKED`,
    [now],
  );
  return rows[0] ?? null;
};

/** Why the record of a client is frozen, for whoever has custody of it. */
export type FrozenClient = { readonly clientId: string; readonly since: Date; readonly duties: readonly string[] };

export const frozenClients = async (tx: Tx, clientIds: readonly string[]): Promise<FrozenClient[]> =>
  tx.query(
    `SELECT f.client_id AS "clientId", f.since, coalesce(q.duties, '{}') AS duties FROM client_restriction f
     LEFT JOIN LATERAL (SELECT r.duties FROM rights_request r WHERE r.client_id IN (
         SELECT f.client_id UNION SELECT other.client_id FROM client_person p JOIN client_person other USING (person_id)
         WHERE p.client_id = f.client_id)
       AND r.state IN ('frozen', 'approved') LIMIT 1) q ON true
     WHERE f.kind = 'frozen' AND f.client_id = ANY($1::uuid[])`,
    [clientIds],
  );

export type SealedReason = { readonly id: string; readonly recordId: string; readonly why: Buffer } & WrappedKey;

/** Why these records were changed since then (CR-1.06), sealed, with the keys. */
export const reasonsSince = async (tx: Tx, clientIds: readonly string[], since: Date): Promise<SealedReason[]> =>
  tx.query(
    `SELECT k.id, k.client_id AS "recordId", k.why_sealed AS why, c.key_id AS "keyId", c.wrapped_key AS wrapped
     FROM client_change k JOIN client c ON c.id = k.client_id
     WHERE k.client_id = ANY($1::uuid[]) AND k.at >= $2 AND k.why_sealed IS NOT NULL AND c.wrapped_key IS NOT NULL`,
    [clientIds, since],
  );
