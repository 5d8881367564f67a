import { acrossSites, type Tx } from '@shouwen/database';

/** What lets one person read one content once, soon, in the session in which it was asked for. Its id is no secret. */
export type Ticket = {
  readonly ticketId: string;
  readonly fileId: string;
  readonly staffId: string;
  readonly sessionId: string;
  readonly issuedAt: Date;
  readonly goodUntil: Date;
};

export const insertTicket = async (tx: Tx, ticket: Ticket): Promise<void> => {
  await acrossSites(tx, () =>
    tx.query(
      `INSERT INTO content_ticket (id, file_id, staff_id, session_id, issued_at, good_until) VALUES ($1, $2, $3, $4, $5, $6)`,
      [ticket.ticketId, ticket.fileId, ticket.staffId, ticket.sessionId, ticket.issuedAt, ticket.goodUntil],
    ),
  );
};

export type Bearer = { readonly staffId: string; readonly sessionId: string; readonly now: Date };

/** Takes the ticket; of two at once exactly one takes it. Null when it is another's, over or used. @returns the id of its file */
export const takeTicket = async (
  tx: Tx,
  ticketId: string,
  { staffId, sessionId, now }: Bearer,
): Promise<string | null> => {
  const [rows] = (await acrossSites(tx, () =>
    tx.query(
      `UPDATE content_ticket SET used_at = $4 WHERE id = $1 AND staff_id = $2 AND session_id = $3 AND used_at IS NULL AND good_until > $4
       RETURNING file_id AS "fileId"`,
      [ticketId, staffId, sessionId, now],
    ),
  )) as [{ fileId: string }[]];
  return rows[0]?.fileId ?? null;
};

/** Whose file a ticket is for, whoever asks: for the trace, never for an answer. */
export const fileOfTicket = async (tx: Tx, ticketId: string): Promise<string | null> => {
  const rows = (await acrossSites(tx, () =>
    tx.query(`SELECT file_id AS "fileId" FROM content_ticket WHERE id = $1`, [ticketId]),
  )) as { fileId: string }[];
  return rows[0]?.fileId ?? null;
};

/** Tickets that were over long ago; the trace tells of those that were used. @returns how many */
export const forgetTickets = async (tx: Tx, overBefore: Date, limit: number): Promise<number> => {
  const [, changed] = (await tx.query(
    `DELETE FROM content_ticket WHERE id IN (SELECT id FROM content_ticket WHERE good_until < $1 ORDER BY good_until LIMIT $2)`,
    [overBefore, limit],
  )) as [unknown, number];
  return changed;
};
