import { guardedUpdate, type Tx } from '@shouwen/database';
import type { MissedCall } from './missedCall.ts';

export const insertMissedCall = async (tx: Tx, call: MissedCall, actor: string): Promise<void> => {
  const { missedCallId, siteId, kind, clientId, rangAt, slotOf, consultantId, explanationId } = call;
  await tx.query(
    `INSERT INTO missed_call (missed_call_id, site_id, kind, client_id, rang_at, slot_of, consultant_id, explanation_id, noted_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [missedCallId, siteId, kind, clientId, rangAt, slotOf, consultantId, explanationId, actor],
  );
};

export type CalledBack = Pick<MissedCall, 'missedCallId' | 'clientId'> & {
  readonly at: Date;
  readonly by: string;
  readonly callId: string;
};

/** @throws ConcurrentChange when somebody called back before */
export const saveCallBack = (tx: Tx, { missedCallId, clientId, at, by, callId }: CalledBack): Promise<void> =>
  guardedUpdate(tx, 'missed_call', {
    where: { missed_call_id: missedCallId, called_back_at: null },
    set: { called_back_at: at, called_back_by: by, call_id: callId, client_id: clientId },
  });

/** Locked for whoever calls back; null for one that there is not. */
export const lockMissedCall = async (tx: Tx, missedCallId: string): Promise<MissedCall | null> => {
  const rows = (await tx.query(`SELECT ${columns} FROM missed_call WHERE missed_call_id = $1 FOR UPDATE`, [
    missedCallId,
  ])) as MissedCall[];
  return rows[0] ?? null;
};

export const missedCallsById = async (tx: Tx, ids: readonly string[]): Promise<MissedCall[]> =>
  tx.query(`SELECT ${columns} FROM missed_call WHERE missed_call_id = ANY($1::uuid[])`, [ids]);

/** Those that nobody has called back yet, oldest first; one row more than the limit when more follow. */
export const callsToReturn = (
  tx: Tx,
  { siteId, limit, after }: { siteId: string; limit: number; after: readonly (string | number | null)[] | null },
): Promise<MissedCall[]> =>
  tx.query(
    `SELECT ${columns} FROM missed_call WHERE site_id = $1 AND called_back_at IS NULL
       AND ($2::timestamptz IS NULL OR (rang_at, missed_call_id) > ($2, $3::uuid))
     ORDER BY rang_at, missed_call_id LIMIT $4`,
    [siteId, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
  );

const columns = `missed_call_id AS "missedCallId", site_id AS "siteId", kind, client_id AS "clientId", rang_at AS "rangAt",
  slot_of AS "slotOf", consultant_id AS "consultantId", called_back_at AS "calledBackAt",
  called_back_by AS "calledBackBy", call_id AS "callId", explanation_id AS "explanationId"`;
