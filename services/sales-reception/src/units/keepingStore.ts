import { guardedUpdate, type Tx } from '@shouwen/database';
import type { Keeping } from './unit.ts';

export type KeptUnit = {
  readonly unitId: string;
  readonly siteId: string;
  readonly keeping: Keeping;
  readonly why: string;
};

/** Writes down who keeps a unit. The database refuses a second one while the first lasts. */
export const insertKeeping = async (tx: Tx, { unitId, siteId, keeping, why }: KeptUnit): Promise<void> => {
  const { keepingId, kind, staffId, clientId, reason, since, until } = keeping;
  await tx.query(
    `insert into unit_keeping (keeping_id, unit_id, site_id, kind, staff_id, client_id, reason, kept_at, ends_at, explanation_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [keepingId, unitId, siteId, kind, staffId, clientId, reason, since, until, why],
  );
};

export type KeepingEnd = {
  readonly at: Date;
  readonly outcome: 'over' | 'released' | 'subscribed';
  /** Id of the kept explanation. */
  readonly why: string;
};

/** @throws ConcurrentChange when it was ended before */
export const endKeeping = (tx: Tx, keepingId: string, { at, outcome, why }: KeepingEnd): Promise<void> =>
  guardedUpdate(tx, 'unit_keeping', {
    where: { keeping_id: keepingId, ended_at: null },
    set: { ended_at: at, outcome, ended_why: why },
  });

export type Holder = { readonly siteId: string; readonly staffId: string };

/** How many units somebody holds at that instant. Two who ask at once for the same holder are answered one after the other. */
export const lockHoldsOf = async (tx: Tx, { siteId, staffId }: Holder, at: Date): Promise<number> => {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`holds:${siteId}:${staffId}`]);
  const [row] = (await tx.query(
    `select count(*)::int as n from unit_keeping
     where site_id = $1 and staff_id = $2 and kind = 'held' and ended_at is null and ends_at > $3`,
    [siteId, staffId, at],
  )) as { n: number }[];
  return row?.n ?? 0;
};
