import { entity, type Tx } from '@shouwen/database';
import type { EndReason, Session, SessionsOf } from './session.ts';

export const sessionTable = entity<Session>({
  name: 'session',
  columns: {
    id: { type: 'uuid', primary: true },
    familyId: { type: 'uuid', name: 'family_id' },
    staffId: { type: 'uuid', name: 'staff_id' },
    startedAt: { type: 'timestamptz', name: 'started_at' },
    aliveUntil: { type: 'timestamptz', name: 'alive_until' },
    endedAt: { type: 'timestamptz', name: 'ended_at', nullable: true },
    endReason: { type: 'text', name: 'end_reason', nullable: true },
  },
});

export const insertSession = async (tx: Tx, session: Omit<Session, 'endedAt' | 'endReason'>): Promise<void> => {
  await tx.insert(sessionTable, { ...session, endedAt: null, endReason: null });
};

export const prolongSession = async (tx: Tx, id: string, aliveUntil: Date): Promise<void> => {
  await tx.update(sessionTable, { id }, { aliveUntil });
};

/** The session that a family is in, or the one it ended with. */
export const lastSessionOf = (tx: Tx, familyId: string): Promise<Session | null> =>
  tx.findOne(sessionTable, { where: { familyId }, order: { startedAt: 'DESC', id: 'DESC' } });

export const sessionById = (tx: Tx, id: string): Promise<Session | null> => tx.findOneBy(sessionTable, { id });

export type EndedSession = { readonly id: string; readonly staffId: string };

/**
 * Ends those that are still open and returns them; sessions that nobody can come back to are left as they are. One that ended
 * only for new permissions could still be continued, so every graver reason takes its place.
 */
export const endOpenSessions = async (
  tx: Tx,
  whose: SessionsOf,
  { at, reason }: { at: Date; reason: EndReason },
): Promise<EndedSession[]> => {
  const [condition, ...parameters] = conditionFor(whose);
  const [rows] = (await tx.query(
    `UPDATE session SET ended_at = $1, end_reason = $2
     WHERE (ended_at IS NULL OR (end_reason = 'grants-changed' AND $2 <> 'grants-changed'))
       AND alive_until > $1 AND ${condition} RETURNING id, staff_id AS "staffId"`,
    [at, reason, ...parameters],
  )) as [EndedSession[], number];
  return rows;
};

const conditionFor = (whose: SessionsOf): [string, ...unknown[]] => {
  if ('family' in whose) return ['family_id = $3', whose.family];
  if ('staff' in whose) return ['staff_id = $3', whose.staff];
  const holders = `SELECT staff_id FROM post_in_force($4) WHERE role = $3`;
  return [`staff_id IN (${holders})`, whose.role, whose.now];
};
