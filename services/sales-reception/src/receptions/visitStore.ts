import { guardedUpdate, type Tx } from '@shouwen/database';
import { type IsoDate, unreachable } from '@shouwen/kernel';
import type { NextHeld } from './endReception.decision.ts';
import type { Visit, VisitEvent } from './visit.ts';

export type Recorded = {
  /** The site's day. */
  readonly date: IsoDate;
  /** Who acts, as `actorOf(viewer)`. */
  readonly actor: string;
};

/** Writes what happened to visits. @throws ConcurrentChange when a visit is not in the state that the decision saw */
export const saveVisitEvents = async (tx: Tx, events: readonly VisitEvent[], recorded: Recorded): Promise<void> => {
  for (const event of events) await saveVisitEvent(tx, event, recorded);
};

const saveVisitEvent = async (tx: Tx, event: VisitEvent, recorded: Recorded): Promise<void> => {
  switch (event.type) {
    case 'VisitorReceived':
      return insertVisit(tx, event.visit, recorded);
    case 'VisitHandedOver':
      return guardedUpdate(tx, 'visit', {
        where: { visit_id: event.visitId, status: 'held' },
        set: { status: 'receiving', started_at: event.at },
      });
    case 'VisitEnded':
      return guardedUpdate(tx, 'visit', {
        where: { visit_id: event.visitId, ended_at: null },
        set: { status: 'ended', ended_at: event.at },
      });
    case 'VisitGivenBack': {
      const { visitId, receiverId, consultantId, actingFor, takenOverFrom } = event;
      return guardedUpdate(tx, 'visit', {
        where: { visit_id: visitId, consultant_id: receiverId },
        set: {
          consultant_id: consultantId,
          acting_for: actingFor,
          taken_over_from: takenOverFrom,
          sharing: null,
          turn: null,
          turn_position: null,
        },
      });
    }
    case 'VisitReplaced':
      return guardedUpdate(tx, 'visit', {
        where: { visit_id: event.visitId, consultant_id: event.receiverId, ended_at: null },
        set: replacedColumns(event),
      });
    case 'VisitShared':
      return guardedUpdate(tx, 'visit', {
        where: { visit_id: event.visitId },
        set: { sharing: JSON.stringify(event.sharing) },
      });
    case 'VisitReassigned':
      return guardedUpdate(tx, 'visit', {
        where: { visit_id: event.visitId, consultant_id: event.receiverId, status: 'ended' },
        set: { acting_for: event.to, sharing: null },
      });
    default:
      return unreachable(event);
  }
};

/** The beginning moves with the consultant; a division that was decided for the one before falls away. */
const replacedColumns = (event: Extract<VisitEvent, { type: 'VisitReplaced' }>): Record<string, unknown> => ({
  consultant_id: event.consultantId,
  acting_for: event.actingFor,
  taken_over_from: event.takenOverFrom,
  status: event.status,
  started_at: event.status === 'held' ? null : event.at,
  sharing: null,
  turn: event.turn && JSON.stringify({ of: event.turn.of, used: event.turn.used }),
  turn_position: event.turn?.position ?? null,
});

const insertVisit = async (tx: Tx, visit: Visit, { date, actor }: Recorded): Promise<void> => {
  await tx.query(
    `INSERT INTO visit (visit_id, site_id, client_id, kind, remark, arrived_at, arrived_on, party_size, related_kind,
       related_client_id, standing, status, consultant_id, acting_for, started_at, ended_at, turn, turn_position, rules,
       explanation_id, received_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)`,
    [
      visit.visitId,
      visit.siteId,
      visit.clientId,
      visit.kind,
      visit.remark,
      visit.arrivedAt,
      date,
      visit.partySize,
      visit.related?.kind ?? null,
      visit.related?.clientId ?? null,
      JSON.stringify(visit.standing),
      visit.status,
      visit.consultantId,
      visit.actingFor,
      visit.startedAt,
      visit.endedAt,
      visit.turn && JSON.stringify({ of: visit.turn.of, used: visit.turn.used }),
      visit.turn?.position ?? null,
      visit.rules,
      visit.explanationId,
      actor,
    ],
  );
};

/** Null for a visit that there is not. Whoever changes it has locked the rotation of its site. */
export const findVisit = async (tx: Tx, visitId: string): Promise<Visit | null> => {
  const rows = (await tx.query(`SELECT ${visitColumns} FROM visit WHERE visit_id = $1`, [visitId])) as Row[];
  return rows[0] ? toVisit(rows[0]) : null;
};

/** The visitor who has waited longest for this consultant; whoever asks has locked the rotation of the site. */
export const nextHeldFor = async (tx: Tx, consultantId: string | null): Promise<NextHeld> => {
  const rows = (await tx.query(
    `SELECT visit_id AS "visitId", consultant_id AS "consultantId", kind = 'tourGroup' AS "tourGroup"
     FROM visit WHERE consultant_id = $1 AND status = 'held' ORDER BY arrived_at, visit_id LIMIT 1`,
    [consultantId],
  )) as NonNullable<NextHeld>[];
  return rows[0] ?? null;
};

/** For a visitor who was received without being identified. @throws ConcurrentChange when somebody did it before */
export const identifyVisitor = (tx: Tx, visitId: string, clientId: string): Promise<void> =>
  guardedUpdate(tx, 'visit', { where: { visit_id: visitId, client_id: null }, set: { client_id: clientId } });

export type Row = Omit<Visit, 'turn' | 'related'> & {
  readonly turn: Omit<NonNullable<Visit['turn']>, 'position'> | null;
  readonly position: number | null;
  readonly relatedKind: NonNullable<Visit['related']>['kind'] | null;
  readonly relatedClientId: string | null;
};

export const toVisit = ({ turn, position, relatedKind, relatedClientId, ...row }: Row): Visit =>
  ({
    ...row,
    turn: turn === null || position === null ? null : { ...turn, position },
    related: relatedKind === null || relatedClientId === null ? null : { kind: relatedKind, clientId: relatedClientId },
  }) as Visit;

export const visitColumns = `visit_id AS "visitId", site_id AS "siteId", client_id AS "clientId", kind, remark,
  arrived_at AS "arrivedAt", party_size AS "partySize", related_kind AS "relatedKind",
  related_client_id AS "relatedClientId", standing, status, consultant_id AS "consultantId", acting_for AS "actingFor",
  taken_over_from AS "takenOverFrom", started_at AS "startedAt", ended_at AS "endedAt", sharing, turn, turn_position AS "position",
  rules, explanation_id AS "explanationId"`;
