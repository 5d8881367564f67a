import type { Tx } from '@shouwen/database';
import type { Deputy } from './deputy.ts';

const columns = `id, staff_id AS "staffId", deputy_id AS "deputyId", from_on::text AS "from", to_on::text AS "to", entitlements,
  post_ids AS "postIds", named_at AS "namedAt", ended_at AS "endedAt", explanation_id AS "explanationId"`;

export const insertDeputy = async (tx: Tx, deputy: Deputy): Promise<void> => {
  await tx.query(
    `INSERT INTO request_deputy (id, staff_id, deputy_id, from_on, to_on, entitlements, post_ids, named_at, explanation_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ...[deputy.id, deputy.staffId, deputy.deputyId, deputy.from, deputy.to, JSON.stringify(deputy.entitlements)],
      ...[deputy.postIds, deputy.namedAt, deputy.explanationId],
    ],
  );
};

/** Ends it at once. @returns false when it was ended before, or is not of this approver */
export const endDeputyOf = async (tx: Tx, { id, staffId, at }: { id: string; staffId: string; at: Date }) => {
  const [rows] = (await tx.query(
    'UPDATE request_deputy SET ended_at = $3 WHERE id = $1 AND staff_id = $2 AND ended_at IS NULL RETURNING id',
    [id, staffId, at],
  )) as [unknown[]];
  return rows.length === 1;
};

/** In whose place this person may act on that day. */
export const deputisingFor = async (tx: Tx, deputyId: string, on: string): Promise<Deputy[]> =>
  tx.query(
    `SELECT ${columns} FROM request_deputy
     WHERE deputy_id = $1 AND ended_at IS NULL AND from_on <= $2 AND to_on >= $2 ORDER BY named_at, id`,
    [deputyId, on],
  );

export type DeputyPage = { readonly after: readonly string[] | null; readonly limit: number };

/** The deputies that this person named or is, newest first. */
export const deputiesAround = async (tx: Tx, staffId: string, { after, limit }: DeputyPage): Promise<Deputy[]> =>
  tx.query(
    `SELECT ${columns} FROM request_deputy WHERE $1 IN (staff_id, deputy_id)
       AND ($2::timestamptz IS NULL OR (named_at, id) < ($2, $3::uuid)) ORDER BY named_at DESC, id DESC LIMIT $4`,
    [staffId, after?.[0] ?? null, after?.[1] ?? null, limit],
  );
