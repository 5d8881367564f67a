import type { Tx } from '@shouwen/database';
import type { CallRegistration } from './registration.ts';

/** Adds a line; false when the call was registered before. */
export const insertCallRegistration = async (tx: Tx, line: CallRegistration): Promise<boolean> => {
  const rows = (await tx.query(
    `INSERT INTO call_registration (call_id, site_id, client_id, consultant_id, answered_at, answered_on, class, interest,
       channel, planned_visit_at, address_sent_at, registered_at, registered_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (call_id) DO NOTHING RETURNING call_id`,
    [
      line.callId,
      line.siteId,
      line.clientId,
      line.consultantId,
      line.answeredAt,
      line.answeredOn,
      line.class,
      line.interest,
      line.channel,
      line.plannedVisitAt,
      line.addressSentAt,
      line.registeredAt,
      line.registeredBy,
    ],
  )) as unknown[];
  return rows.length === 1;
};
