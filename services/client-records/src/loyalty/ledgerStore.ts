import { ConcurrentChange, type Tx } from '@shouwen/database';
import { inOrder, type Ledger, type Lot, type Posting } from './ledger.ts';
import type { Reference } from './points.ts';

/** Takes the accounts of these records, so that whoever else writes to them waits, and reads what is in them. */
export const lockLedger = async (tx: Tx, clientIds: readonly string[]): Promise<Ledger> => {
  await tx.query('INSERT INTO points_account (client_id) SELECT unnest($1::uuid[]) ON CONFLICT DO NOTHING', [
    clientIds,
  ]);
  const accounts: { clientId: string; owed: number }[] = await tx.query(
    `SELECT client_id AS "clientId", owed FROM points_account WHERE client_id = ANY($1::uuid[])
     ORDER BY client_id FOR UPDATE`,
    [clientIds],
  );
  const lots: Lot[] = await tx.query(
    `SELECT lot_id AS "lotId", client_id AS "clientId", through, remaining FROM points_lot
     WHERE client_id = ANY($1::uuid[]) AND remaining > 0`,
    [clientIds],
  );
  return { lots: inOrder(lots), owed: Object.fromEntries(accounts.map(({ clientId, owed }) => [clientId, owed])) };
};

export type Kept = {
  readonly reference: Reference;
  readonly at: Date;
  readonly by: string;
  readonly explanationId: string;
  readonly newId: () => string;
};

/** Writes entries with what they do to balances and lots. @throws ConcurrentChange when it is not there any more */
export const writePostings = async (tx: Tx, postings: readonly Posting[], kept: Kept): Promise<void> => {
  for (const posting of postings) {
    await changeAccount(tx, posting);
    await insertEntry(tx, posting, kept);
    if (posting.opens) await insertLot(tx, posting.opens, kept.reference);
    for (const take of posting.takes) await takeFromLot(tx, take, posting.kind === 'expired');
  }
};

const changeAccount = async (tx: Tx, { clientId, points, owed }: Posting): Promise<void> => {
  const [, affected] = await tx.query(
    `UPDATE points_account SET balance = balance + $2::int, owed = owed + $3::int
     WHERE client_id = $1 AND balance + $2::int >= 0 AND owed + $3::int >= 0`,
    [clientId, points, owed],
  );
  if (affected !== 1) throw new ConcurrentChange('points_account: there are not so many points');
};

const insertEntry = async (
  tx: Tx,
  posting: Posting,
  { reference, at, by, explanationId, newId }: Kept,
): Promise<void> => {
  await tx.query(
    `INSERT INTO points_entry (entry_id, client_id, kind, reason, points, owed, reference_kind, reference_id, at, by,
       explanation_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[newId(), posting.clientId, posting.kind, posting.reason, posting.points, posting.owed],
      ...[reference.kind, reference.id, at, by, explanationId],
    ],
  );
};

const insertLot = async (tx: Tx, lot: Lot, reference: Reference): Promise<void> => {
  await tx.query(
    `INSERT INTO points_lot (lot_id, client_id, reference_kind, reference_id, points, remaining, through)
     VALUES ($1, $2, $3, $4, $5, $5, $6)`,
    [lot.lotId, lot.clientId, reference.kind, reference.id, lot.remaining, lot.through],
  );
};

const takeFromLot = async (tx: Tx, { lotId, points }: Posting['takes'][number], isExpiry: boolean): Promise<void> => {
  const [, affected] = await tx.query(
    `UPDATE points_lot SET remaining = remaining - $2::int, expired = expired + $3::int
     WHERE lot_id = $1 AND remaining >= $2::int`,
    [lotId, points, isExpiry ? points : 0],
  );
  if (affected !== 1) throw new ConcurrentChange('points_lot: there are not so many points');
};

export type GivenLot = {
  readonly lotId: string;
  readonly clientId: string;
  readonly points: number;
  readonly expired: number;
  readonly revoked: number;
  /** What of it was taken from the client; the rest had expired. */
  readonly takenBack: number;
};

/** What was given for one thing so far. */
export const lotsFor = async (tx: Tx, { kind, id }: Reference): Promise<GivenLot[]> =>
  tx.query(
    `SELECT lot_id AS "lotId", client_id AS "clientId", points, expired, revoked,
       taken_back AS "takenBack" FROM points_lot
     WHERE reference_kind = $1 AND reference_id = $2 ORDER BY lot_id`,
    [kind, id],
  );

type Revoked = { readonly points: number; readonly back: number };

export const revokeLot = async (tx: Tx, lotId: string, { points, back }: Revoked): Promise<void> => {
  await tx.query('UPDATE points_lot SET revoked = revoked + $2, taken_back = taken_back + $3 WHERE lot_id = $1', [
    ...[lotId, points, back],
  ]);
};

/** Records with points that are over by that day, longest first; replicas may take the same, and wait for each other. */
export const clientsWithOverdueLots = async (tx: Tx, today: string, limit: number): Promise<string[]> => {
  const rows: { clientId: string }[] = await tx.query(
    `SELECT client_id AS "clientId" FROM points_lot WHERE remaining > 0 AND through < $1::date
     GROUP BY client_id ORDER BY min(through), client_id LIMIT $2`,
    [today, limit],
  );
  return rows.map(({ clientId }) => clientId);
};
