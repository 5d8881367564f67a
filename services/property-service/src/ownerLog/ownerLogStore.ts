import type { Tx } from '@shouwen/database';
import type { MatterRegistered } from './registerMatter.decision.ts';

export type NewEntry = MatterRegistered & {
  readonly id: string;
  readonly siteId: string;
  readonly clientId: string;
  readonly registeredAt: Date;
  readonly registeredBy: string;
  readonly explanationId: string;
};

export const insertEntry = async (tx: Tx, entry: NewEntry): Promise<void> => {
  await tx.query(
    `INSERT INTO owner_log_entry
       (id, site_id, client_id, category, channel, content, demand, registered_at, registered_by, answer_due_at, explanation_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      entry.id,
      entry.siteId,
      entry.clientId,
      entry.category,
      entry.channel,
      entry.content,
      entry.demand,
      entry.registeredAt,
      entry.registeredBy,
      entry.answerDueAt,
      entry.explanationId,
    ],
  );
};

export type LockedEntry = {
  readonly id: string;
  readonly siteId: string;
  readonly answered: boolean;
  readonly struckOff: boolean;
};

/** The entry, locked until the transaction ends; null when there is none. */
export const lockEntry = async (tx: Tx, id: string): Promise<LockedEntry | null> => {
  const rows = (await tx.query(
    `SELECT id, site_id AS "siteId", answered_at IS NOT NULL AS answered, struck_off_at IS NOT NULL AS "struckOff"
     FROM owner_log_entry WHERE id = $1 FOR UPDATE`,
    [id],
  )) as LockedEntry[];
  return rows[0] ?? null;
};

export const noteAnswer = async (tx: Tx, id: string, { answer, at }: { answer: string; at: Date }): Promise<void> => {
  await tx.query('UPDATE owner_log_entry SET answer = $2, answered_at = $3 WHERE id = $1', [id, answer, at]);
};

export const noteStrikeOff = async (tx: Tx, id: string, at: Date): Promise<void> => {
  await tx.query('UPDATE owner_log_entry SET struck_off_at = $2 WHERE id = $1', [id, at]);
};
