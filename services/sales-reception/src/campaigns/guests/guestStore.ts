import { guardedUpdate, type Tx } from '@shouwen/database';
import type { ClubEvent, Guest, InvitationRuling, ListDuty } from './clubEvent.ts';

export const insertEvent = async (tx: Tx, event: ClubEvent, plannedAt: Date): Promise<void> => {
  await tx.query(
    `INSERT INTO club_event (event_id, site_id, held_on, session, planned_by, planned_at, explanation_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [event.eventId, event.siteId, event.heldOn, event.session, event.plannedBy, plannedAt, event.explanationId],
  );
};

export const insertDuty = async (tx: Tx, duty: ListDuty): Promise<void> => {
  await tx.query(
    `INSERT INTO guest_list_duty (duty_id, event_id, department, head_id, owed_on, due_at) VALUES ($1, $2, $3, $4, $5, $6)`,
    [duty.dutyId, duty.eventId, duty.department, duty.headId, duty.owedOn, duty.dueAt],
  );
};

export const findEvent = async (tx: Tx, eventId: string): Promise<ClubEvent | null> => {
  const rows: ClubEvent[] = await tx.query(
    `SELECT event_id AS "eventId", site_id AS "siteId", held_on AS "heldOn", session, planned_by AS "plannedBy",
       explanation_id AS "explanationId" FROM club_event WHERE event_id = $1`,
    [eventId],
  );
  return rows[0] ?? null;
};

/** Whoever changes the lists of an event waits for whoever does. */
export const lockEvent = async (tx: Tx, eventId: string): Promise<void> => {
  await tx.query('SELECT event_id FROM club_event WHERE event_id = $1 FOR UPDATE', [eventId]);
};

const dutyColumns = `duty_id AS "dutyId", event_id AS "eventId", department, head_id AS "headId", owed_on AS "owedOn",
  due_at AS "dueAt", handed_in_at AS "handedInAt"`;

export const dutiesOf = async (tx: Tx, eventId: string): Promise<ListDuty[]> =>
  tx.query(`SELECT ${dutyColumns} FROM guest_list_duty WHERE event_id = $1 ORDER BY owed_on, department`, [eventId]);

/** @throws ConcurrentChange for a list handed in before */
export const handIn = (tx: Tx, dutyId: string, at: Date): Promise<void> =>
  guardedUpdate(tx, 'guest_list_duty', { where: { duty_id: dutyId, handed_in_at: null }, set: { handed_in_at: at } });

/** In time order: what is overdue, not handed in and not told of yet; what somebody else holds is left for the next time. */
export const lockOverdueDuties = async (
  tx: Tx,
  { now, siteId, limit }: { now: Date; siteId: string | null; limit: number },
): Promise<(ListDuty & { readonly siteId: string })[]> =>
  tx.query(
    `SELECT ${dutyColumns}, site_id AS "siteId" FROM guest_list_duty JOIN club_event USING (event_id)
     WHERE due_at < $1 AND handed_in_at IS NULL AND violation_id IS NULL AND ($2::uuid IS NULL OR site_id = $2)
     ORDER BY due_at, duty_id LIMIT $3 FOR UPDATE OF guest_list_duty SKIP LOCKED`,
    [now, siteId, limit],
  );

export const markViolation = async (tx: Tx, dutyId: string, violationId: string): Promise<void> => {
  await tx.query('UPDATE guest_list_duty SET violation_id = $2 WHERE duty_id = $1', [dutyId, violationId]);
};

export const guestsOf = async (tx: Tx, eventId: string): Promise<Guest[]> =>
  tx.query(
    `SELECT guest_id AS "guestId", event_id AS "eventId", client_id AS "clientId", department, inviter_id AS "inviterId",
       listed_at AS "listedAt", late, stands, conflict, came_at AS "cameAt", explanation_id AS "explanationId"
     FROM club_guest WHERE event_id = $1 ORDER BY listed_at, guest_id`,
    [eventId],
  );

export const insertGuest = async (tx: Tx, guest: Guest): Promise<void> => {
  await tx.query(
    `INSERT INTO club_guest (guest_id, event_id, client_id, department, inviter_id, listed_at, late, stands, conflict,
       explanation_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      guest.guestId,
      guest.eventId,
      guest.clientId,
      guest.department,
      guest.inviterId,
      guest.listedAt,
      guest.late,
      guest.stands,
      guest.conflict,
      guest.explanationId,
    ],
  );
};

type OfClient = { readonly eventId: string; readonly clientId: string };

/** The client is this department's and no other's; null: nobody's for the moment. */
export const letStand = async (tx: Tx, { eventId, clientId }: OfClient, department: string | null): Promise<void> => {
  await tx.query('UPDATE club_guest SET stands = false, conflict = false WHERE event_id = $1 AND client_id = $2', [
    eventId,
    clientId,
  ]);
  await tx.query('UPDATE club_guest SET stands = true WHERE event_id = $1 AND client_id = $2 AND department = $3', [
    eventId,
    clientId,
    department,
  ]);
};

export const markCame = async (
  tx: Tx,
  eventId: string,
  came: { clientIds: readonly string[]; at: Date },
): Promise<void> => {
  await tx.query(
    'UPDATE club_guest SET came_at = $3 WHERE event_id = $1 AND client_id = ANY($2::uuid[]) AND stands AND came_at IS NULL',
    [eventId, came.clientIds, came.at],
  );
};

/** What was decided about a client, oldest first. */
export const rulingsOn = async (tx: Tx, { eventId, clientId }: OfClient): Promise<InvitationRuling[]> =>
  tx.query(
    `SELECT ruled_by AS "ruledBy", ruled_at AS "ruledAt", department FROM invitation_ruling
     WHERE event_id = $1 AND client_id = $2 ORDER BY ruled_at, ruling_id`,
    [eventId, clientId],
  );

export type KeptRuling = OfClient &
  InvitationRuling & {
    readonly rulingId: string;
    readonly reason: string;
    readonly explanationId: string;
  };

export const insertRuling = async (tx: Tx, ruling: KeptRuling): Promise<void> => {
  await tx.query(
    `INSERT INTO invitation_ruling (ruling_id, event_id, client_id, ruled_by, ruled_at, department, reason, explanation_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      ruling.rulingId,
      ruling.eventId,
      ruling.clientId,
      ruling.ruledBy,
      ruling.ruledAt,
      ruling.department,
      ruling.reason,
      ruling.explanationId,
    ],
  );
};
