import { guardedUpdate, type Tx } from '@shouwen/database';
import type { Came } from './careEvent.decision.ts';
import type { CareEvent } from './careEvent.ts';

export const insertCareEvent = async (
  tx: Tx,
  event: Omit<CareEvent, 'actualCostFen' | 'state' | 'version'> & { readonly plannedAt: Date },
): Promise<void> => {
  await tx.query(
    `INSERT INTO care_event (event_id, site_id, kind, title, place, at, planned_cost_fen, state, planned_by, planned_at,
       explanation_id) VALUES ($1, $2, $3, $4, $5, $6, $7, 'planned', $8, $9, $10)`,
    [
      ...[event.eventId, event.siteId, event.kind, event.title, event.place, event.at, event.plannedCostFen],
      ...[event.plannedBy, event.plannedAt, event.explanationId],
    ],
  );
};

/** @throws ConcurrentChange when the event is not as it was read */
export const closeCareEvent = (
  tx: Tx,
  { eventId, version }: CareEvent,
  { actualCostFen, explanationId }: { readonly actualCostFen: number; readonly explanationId: string },
): Promise<void> =>
  guardedUpdate(tx, 'care_event', {
    where: { event_id: eventId, version, state: 'planned' },
    set: { state: 'held', actual_cost_fen: actualCostFen, explanation_id: explanationId },
  });

/** Two who invite or record at one event wait for each other. */
export const lockCareEvent = async (tx: Tx, eventId: string): Promise<void> => {
  await tx.query('SELECT FROM care_event WHERE event_id = $1 FOR UPDATE', [eventId]);
};

type Line = { readonly guestId: string; readonly at: Date; readonly by: string };

/** Writes an invitation; one that was withdrawn with the consent stands again. */
export const insertInvitation = async (
  tx: Tx,
  { eventId, siteId }: CareEvent,
  { clientId, guestId, at, by }: Line & { readonly clientId: string },
): Promise<void> => {
  await tx.query(
    `INSERT INTO care_guest (guest_id, event_id, site_id, client_id, invited_at, invited_by) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (event_id, client_id) DO UPDATE SET invited_at = $5, invited_by = $6, withdrawn_at = NULL`,
    [guestId, eventId, siteId, clientId, at, by],
  );
};

/** Writes whether a client came, invited or brought along; the last word counts. */
export const writeAttendance = async (
  tx: Tx,
  { eventId, siteId }: CareEvent,
  { clientId, came, broughtBy, guestId, at, by }: Line & Came,
): Promise<void> => {
  await tx.query(
    `INSERT INTO care_guest (guest_id, event_id, site_id, client_id, came, brought_by, recorded_at, recorded_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (event_id, client_id) DO UPDATE SET came = $5, brought_by = $6, recorded_at = $7, recorded_by = $8`,
    [guestId, eventId, siteId, clientId, came, broughtBy, at, by],
  );
};

/** Takes back the invitations of clients who withdrew, to what has not begun. */
export const withdrawInvitations = async (tx: Tx, clientIds: readonly string[], at: Date): Promise<void> => {
  await tx.query(
    `UPDATE care_guest g SET withdrawn_at = $2 FROM care_event e
     WHERE g.client_id = ANY($1::uuid[]) AND e.event_id = g.event_id AND e.at > $2 AND g.came IS NULL
       AND g.invited_at IS NOT NULL AND g.withdrawn_at IS NULL`,
    [clientIds, at],
  );
};
