import { guardedUpdate, type Tx } from '@shouwen/database';

/** A call that a consultant answered (SR-1.12). */
export type PhoneCall = {
  readonly callId: string;
  readonly siteId: string;
  /** Null while the caller is not identified. */
  readonly clientId: string | null;
  readonly consultantId: string;
  readonly answeredAt: Date;
  /** After how many rings, if somebody counted (SR-1.12). */
  readonly rings: number | null;
  readonly explanationId: string;
};

export const insertCall = async (tx: Tx, call: PhoneCall, actor: string): Promise<void> => {
  await tx.query(
    `INSERT INTO phone_call (call_id, site_id, client_id, consultant_id, answered_at, explanation_id, taken_by, rings)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      call.callId,
      call.siteId,
      call.clientId,
      call.consultantId,
      call.answeredAt,
      call.explanationId,
      actor,
      call.rings,
    ],
  );
};

/** The calls with these ids. */
export const callsById = async (tx: Tx, callIds: readonly string[]): Promise<PhoneCall[]> =>
  (await tx.query(
    `SELECT call_id AS "callId", site_id AS "siteId", client_id AS "clientId", consultant_id AS "consultantId",
       answered_at AS "answeredAt", rings, explanation_id AS "explanationId" FROM phone_call WHERE call_id = ANY($1::uuid[])`,
    [callIds],
  )) as PhoneCall[];

/** For a caller who was not identified. @throws ConcurrentChange when somebody did it before */
export const identifyCaller = (tx: Tx, callId: string, clientId: string): Promise<void> =>
  guardedUpdate(tx, 'phone_call', { where: { call_id: callId, client_id: null }, set: { client_id: clientId } });
