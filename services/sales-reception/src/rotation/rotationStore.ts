import { guardedUpdate, type Tx } from '@shouwen/database';
import type { IsoDate } from '@shouwen/kernel';
import { evolveAll } from './evolveRotation.ts';
import { newRotation, type Presence, type Rotation } from './rotation.ts';
import type { RotationEvent } from './rotationEvents.ts';

/** A rotation as it was locked, and the version that its row has. */
export type LockedRotation = { readonly rotation: Rotation; readonly version: number };

/** Takes the rotation of a site for this transaction; whoever else decides about turns there waits. */
export const lockRotation = async (tx: Tx, siteId: string): Promise<LockedRotation> => {
  const found = await selectLocked(tx, siteId);
  if (found) return found;
  await tx.query(
    'INSERT INTO rotation (site_id, version, day, state) VALUES ($1, 0, NULL, $2) ON CONFLICT (site_id) DO NOTHING',
    [siteId, newRotation(siteId)],
  );
  const made = await selectLocked(tx, siteId);
  if (!made) throw new Error(`the rotation of ${siteId} vanished`);
  return made;
};

/** As it is now, for reading; a new one when the site never had a day. */
export const readRotation = async (tx: Tx, siteId: string): Promise<Rotation> => {
  const rows = (await tx.query('SELECT version, state FROM rotation WHERE site_id = $1', [siteId])) as Row[];
  return rows[0] ? revived(rows[0].state) : newRotation(siteId);
};

export type RotationChange = {
  readonly locked: LockedRotation;
  readonly events: readonly RotationEvent[];
  /** The site's day of the log page. */
  readonly date: IsoDate;
  readonly actor: string;
  readonly explanationId: string;
};

/** Writes what happened: the next state over the locked one, and one entry of the log for each event. */
export const saveRotation = async (tx: Tx, change: RotationChange): Promise<Rotation> => {
  const { locked, events, date, actor, explanationId } = change;
  if (events.length === 0) return locked.rotation;
  const rotation = evolveAll(locked.rotation, events);
  const where = { site_id: rotation.siteId, version: locked.version };
  await guardedUpdate(tx, 'rotation', { where, set: { day: rotation.date, state: JSON.stringify(rotation) } });
  await tx.query(
    `INSERT INTO rotation_log (site_id, day, at, kind, consultant_id, visit_id, turn_position, event, actor, explanation_id)
     SELECT $1, $2, (one->>'at')::timestamptz, one->>'type', (one->>'consultantId')::uuid, (one->>'visitId')::uuid,
       (one->>'position')::bigint, one, $4, $5
     FROM jsonb_array_elements($3::jsonb) WITH ORDINALITY AS entry (one, place) ORDER BY place`,
    [rotation.siteId, date, JSON.stringify(events), actor, explanationId],
  );
  return rotation;
};

type Row = { readonly version: number; readonly state: Stored };

const selectLocked = async (tx: Tx, siteId: string): Promise<LockedRotation | null> => {
  const rows = (await tx.query('SELECT version, state FROM rotation WHERE site_id = $1 FOR UPDATE', [siteId])) as Row[];
  return rows[0] ? { rotation: revived(rows[0].state), version: rows[0].version } : null;
};

/** JSON keeps times as text. */
type Stored = Rotation;

const revived = (stored: Stored): Rotation => ({
  ...stored,
  // Whoever is suspended is asked anew for each moment.
  suspended: [],
  // Rotations written before preparations were recorded have none.
  prepared: stored.prepared ?? [],
  presences: Object.fromEntries(
    Object.entries(stored.presences).map(([one, presence]): [string, Presence] => [
      one,
      { ...presence, since: new Date(presence.since) },
    ]),
  ),
  makeUps: stored.makeUps.map((one) => ({ ...one, missedAt: new Date(one.missedAt) })),
});
