import type { Tx } from '@shouwen/database';
import type { VisitRegistration } from './registration.ts';

/** Adds a line. @throws a unique violation for a second first line of a visit, or a second correction of a line */
export const insertRegistration = async (tx: Tx, line: VisitRegistration): Promise<void> => {
  await tx.query(
    `INSERT INTO visit_registration (registration_id, site_id, visit_id, client_id, receiver_id, acting_for, visited_at,
       visited_on, registered_at, registered_by, in_time, in_public_register, class, looking_for, budget, channel, companions,
       corrects, reason, signed_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)`,
    [
      line.registrationId,
      line.siteId,
      line.visitId,
      line.clientId,
      line.receiverId,
      line.actingFor,
      line.visitedAt,
      line.visitedOn,
      line.registeredAt,
      line.registeredBy,
      line.inTime,
      line.inPublicRegister,
      line.class,
      line.lookingFor,
      line.budget,
      line.channel,
      line.companions,
      line.corrects,
      line.reason,
      line.signedBy,
    ],
  );
};

/** Those who write into the register about one visit or call queue here. */
export const lockRegisterOf = async (tx: Tx, visitOrCallId: string): Promise<void> => {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`register:${visitOrCallId}`]);
};

export const isRegistered = async (tx: Tx, visitId: string): Promise<boolean> =>
  ((await tx.query('SELECT 1 FROM visit_registration WHERE visit_id = $1 LIMIT 1', [visitId])) as unknown[]).length > 0;

export const findRegistration = async (tx: Tx, registrationId: string): Promise<VisitRegistration | null> => {
  const rows = (await tx.query(`SELECT ${registrationColumns} FROM visit_registration WHERE registration_id = $1`, [
    registrationId,
  ])) as VisitRegistration[];
  return rows[0] ?? null;
};

export const isCorrected = async (tx: Tx, registrationId: string): Promise<boolean> =>
  ((await tx.query('SELECT 1 FROM visit_registration WHERE corrects = $1', [registrationId])) as unknown[]).length > 0;

/**
 * First lines up to that day which nobody has confirmed, oldest visit first, without those that `by` wrote: nobody approves their
 * own (OR-1.03). Of lines from old registers only those wait for it that an open claim rests on. Locks the site's confirmation.
 */
export const lockUnconfirmed = async (
  tx: Tx,
  siteId: string,
  { through, by }: { readonly through: string; readonly by: string },
): Promise<VisitRegistration[]> => {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`confirm:${siteId}`]);
  return (await tx.query(
    `SELECT ${registrationColumns} FROM visit_registration r
     WHERE site_id = $1 AND visited_on <= $2 AND registered_by <> $3 AND corrects IS NULL
       AND NOT EXISTS (SELECT 1 FROM registration_confirmation c WHERE c.registration_id = r.registration_id)
       AND (import_id IS NULL OR EXISTS (SELECT FROM claim c WHERE c.client_id = r.client_id AND c.site_id = r.site_id
         AND c.consultant_id = r.receiver_id AND c.opened_at <= r.visited_at AND c.status = 'open'))
     ORDER BY visited_at, registration_id`,
    [siteId, through, by],
  )) as VisitRegistration[];
};

export const insertConfirmation = async (
  tx: Tx,
  { registrationId, by, at }: { registrationId: string; by: string; at: Date },
): Promise<void> => {
  await tx.query(
    'INSERT INTO registration_confirmation (registration_id, confirmed_by, confirmed_at) VALUES ($1, $2, $3)',
    [registrationId, by, at],
  );
};

/** In the shape of `VisitRegistration`. */
export const registrationColumns = `registration_id AS "registrationId", site_id AS "siteId", visit_id AS "visitId", client_id AS "clientId",
  receiver_id AS "receiverId", acting_for AS "actingFor", visited_at AS "visitedAt", visited_on AS "visitedOn",
  registered_at AS "registeredAt", registered_by AS "registeredBy", in_time AS "inTime",
  in_public_register AS "inPublicRegister", class, looking_for AS "lookingFor", budget, channel, companions, corrects,
  reason, signed_by AS "signedBy"`;
