import type { Tx } from '@shouwen/database';
import type { FollowUp } from './followUp.ts';

/** Adds a line; lines are never changed. */
export const insertFollowUp = async (tx: Tx, line: FollowUp): Promise<void> => {
  await tx.query(
    `INSERT INTO follow_up (follow_up_id, site_id, client_id, consultant_id, at, channel, reached, said, next, next_on,
       class, explanation_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      line.followUpId,
      line.siteId,
      line.clientId,
      line.consultantId,
      line.at,
      line.channel,
      line.reached,
      line.said,
      line.next,
      line.nextOn,
      line.class,
      line.explanationId,
    ],
  );
};
