import { acrossSites, type Tx } from '@shouwen/database';

/** CR-2.06: nobody greets, asks or invites a person whose data are frozen; what was planned is cancelled. */
export const stopCare = async (tx: Tx, clientIds: readonly string[], at: Date): Promise<void> =>
  acrossSites(tx, async () => {
    await tx.query(
      `UPDATE greeting SET state = 'cancelled', closed_at = $2, reason = 'client-frozen', version = version + 1
       WHERE client_id = ANY($1::uuid[]) AND state = 'planned'`,
      [clientIds, at],
    );
    await tx.query(
      `UPDATE survey SET state = 'cancelled', version = version + 1 WHERE client_id = ANY($1::uuid[]) AND state = 'open'`,
      [clientIds],
    );
    await tx.query(
      `UPDATE care_guest SET withdrawn_at = $2 WHERE client_id = ANY($1::uuid[]) AND came IS NULL AND withdrawn_at IS NULL`,
      [clientIds, at],
    );
  });
