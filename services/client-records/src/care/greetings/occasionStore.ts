import type { Tx } from '@shouwen/database';
import { personSql } from '../../persons/index.ts';
import type { Place } from '../../vault/index.ts';
import type { Person } from './greeting.ts';

/** A day to congratulate on; month and day alone, sealed. No year is kept: nobody's age is needed for a greeting. */
export type OccasionRow = {
  readonly occasionId: string;
  readonly clientId: string;
  readonly whose: Person;
  readonly daySealed: Buffer;
};

export const placeOfDay = (occasionId: string): Place => ({ table: 'client_occasion', column: 'day', row: occasionId });

/** The name under which the vault indexes the days of the year. */
export const dayIndexName = 'occasion-day';

export type NewOccasion = OccasionRow & {
  readonly dayIndex: Buffer;
  readonly recordedAt: Date;
  readonly recordedBy: string;
};

export const insertOccasion = async (tx: Tx, occasion: NewOccasion): Promise<void> => {
  await tx.query(
    `INSERT INTO client_occasion (occasion_id, client_id, whose, day_sealed, day_index, recorded_at, recorded_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      ...[occasion.occasionId, occasion.clientId, occasion.whose, occasion.daySealed, occasion.dayIndex],
      ...[occasion.recordedAt, occasion.recordedBy],
    ],
  );
};

/** Takes an occasion away; answers whether there was one. What was sealed goes with it. */
export const removeOccasion = async (tx: Tx, occasionId: string): Promise<boolean> => {
  const [, affected] = await tx.query('DELETE FROM client_occasion WHERE occasion_id = $1', [occasionId]);
  return affected === 1;
};

const selectOccasions = `SELECT occasion_id AS "occasionId", client_id AS "clientId", whose, day_sealed AS "daySealed"
  FROM client_occasion`;

export const findOccasion = async (tx: Tx, occasionId: string): Promise<OccasionRow | null> => {
  const rows: OccasionRow[] = await tx.query(`${selectOccasions} WHERE occasion_id = $1`, [occasionId]);
  return rows[0] ?? null;
};

/** The client's own birthday, if one is recorded. */
export const ownBirthdayOf = async (tx: Tx, clientId: string): Promise<OccasionRow | null> => {
  const rows: OccasionRow[] = await tx.query(`${selectOccasions} WHERE client_id = $1 AND whose = 'self'`, [clientId]);
  return rows[0] ?? null;
};

/** A day with the key under which it is sealed, and the id by which it was asked for. */
export type OccasionOfClient = OccasionRow & {
  readonly askedId: string;
  readonly keyId: string;
  readonly wrappedKey: Buffer;
};

/** The days of these clients, by whichever of their records; the caller knows that the viewer may read them. */
export const occasionsOf = async (tx: Tx, clientIds: readonly string[]): Promise<OccasionOfClient[]> =>
  tx.query(
    `SELECT asked.id AS "askedId", o.occasion_id AS "occasionId", o.client_id AS "clientId", o.whose,
       o.day_sealed AS "daySealed", c.key_id AS "keyId", c.wrapped_key AS "wrappedKey"
     FROM unnest($1::uuid[]) asked (id) JOIN client_occasion o ON o.client_id = asked.id OR o.client_id IN (
       SELECT p.client_id FROM client_person p WHERE p.person_id = asked.id)
     JOIN client c ON c.id = o.client_id
     ORDER BY o.recorded_at, o.occasion_id`,
    [clientIds],
  );

/** Two who record days of one client wait for each other. */
export const lockOccasions = async (tx: Tx, clientId: string): Promise<void> => {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`occasion:${clientId}`]);
};

export type DueOccasion = {
  readonly occasionId: string;
  readonly clientId: string;
  readonly whose: Person;
  readonly dueOn: string;
};
type SoughtDays = { readonly dates: readonly string[]; readonly indexes: readonly Buffer[]; readonly limit: number };

/** Days nobody looked at yet in their year, nearest first; two replicas take different ones. Found by the blind index alone. */
export const takeDueOccasions = async (tx: Tx, { dates, indexes, limit }: SoughtDays): Promise<DueOccasion[]> => {
  const due: DueOccasion[] = await tx.query(
    `SELECT o.occasion_id AS "occasionId", ${personSql('o.client_id')} AS "clientId", o.whose, d.date AS "dueOn"
     FROM unnest($1::text[], $2::text[]) d (date, index)
     JOIN client_occasion o ON o.day_index = decode(d.index, 'hex')
       AND o.planned_year < left(d.date, 4)::int
     ORDER BY d.date, o.occasion_id LIMIT $3 FOR UPDATE OF o SKIP LOCKED`,
    [dates, indexes.map((index) => index.toString('hex')), limit],
  );
  await tx.query(
    `UPDATE client_occasion o SET planned_year = left(d.date, 4)::int
     FROM unnest($1::uuid[], $2::text[]) d (id, date) WHERE o.occasion_id = d.id`,
    [due.map(({ occasionId }) => occasionId), due.map(({ dueOn }) => dueOn)],
  );
  return due;
};

/** Lets the planning look at the client's days again, since the client agreed anew. */
export const lookAgain = async (tx: Tx, clientIds: readonly string[]): Promise<void> => {
  await tx.query('UPDATE client_occasion SET planned_year = 0 WHERE client_id = ANY($1::uuid[])', [clientIds]);
};

export const forgetOccasions = async (tx: Tx, clientIds: readonly string[]): Promise<void> => {
  await tx.query('DELETE FROM client_occasion WHERE client_id = ANY($1::uuid[])', [clientIds]);
};
