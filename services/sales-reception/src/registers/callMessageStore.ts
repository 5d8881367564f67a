import type { Tx } from '@shouwen/database';

export type CallMessage = {
  readonly callId: string;
  readonly sentAt: Date;
  readonly recordedAt: Date;
  readonly recordedBy: string;
};

/** Writes down that address and route were sent; false when that was written down before. */
export const insertCallMessage = async (tx: Tx, message: CallMessage): Promise<boolean> => {
  const rows = (await tx.query(
    `INSERT INTO call_message (call_id, sent_at, recorded_at, recorded_by) VALUES ($1, $2, $3, $4)
     ON CONFLICT (call_id) DO NOTHING RETURNING call_id`,
    [message.callId, message.sentAt, message.recordedAt, message.recordedBy],
  )) as unknown[];
  return rows.length === 1;
};

export const hasCallMessage = async (tx: Tx, callId: string): Promise<boolean> =>
  ((await tx.query('SELECT 1 FROM call_message WHERE call_id = $1', [callId])) as unknown[]).length > 0;
