import type { Tx } from '@shouwen/database';
import type { Claim, ClaimEnded } from './claim.ts';
import { claimColumns } from './claimStore.ts';

type Due = { readonly now: Date /** Null: at all sites. */; readonly siteId: string | null; readonly limit: number };

/** An end that the calendar brought, and the explanation that is kept of it. */
export type WrittenEnd = { readonly end: ClaimEnded; readonly why: string };

/** Open claims that are over by then, the longest first. */
export const lockLapsed = (tx: Tx, { now, siteId, limit }: Due): Promise<Claim[]> =>
  lockDue(tx, 'lapses_at <= $1', { now, siteId, limit });

/** Claims that still hold, and whose owner is to be warned by then. */
export const lockToWarn = (tx: Tx, { now, siteId, limit }: Due): Promise<Claim[]> =>
  lockDue(tx, 'warn_at <= $1 AND lapses_at > $1', { now, siteId, limit });

/**
 * Rows and clients are locked, so that neither another replica nor a command sees half of it; what either holds is left to them, and
 * to the next look. Nothing waits here.
 */
const lockDue = async (tx: Tx, due: string, { now, siteId, limit }: Due): Promise<Claim[]> =>
  (await tx.query(
    `WITH due AS MATERIALIZED (
       SELECT * FROM claim WHERE status = 'open' AND ${due} AND ($2::uuid IS NULL OR site_id = $2)
       ORDER BY lapses_at LIMIT $3 FOR UPDATE SKIP LOCKED)
     SELECT ${claimColumns} FROM due
     WHERE pg_try_advisory_xact_lock(hashtextextended('ownership:' || site_id || ':' || client_id, 0))`,
    [now, siteId, limit],
  )) as Claim[];

/** Ends them all in one statement. */
export const saveEnds = async (tx: Tx, ends: readonly WrittenEnd[]): Promise<void> => {
  await tx.query(
    `UPDATE claim SET status = 'ended', ended_at = e.at, ended_on = e.day, end_reason = e.reason, ended_why = e.why,
       latest_why = e.why
     FROM unnest($1::uuid[], $2::timestamptz[], $3::date[], $4::text[], $5::uuid[]) AS e(id, at, day, reason, why)
     WHERE claim_id = e.id AND status = 'open'`,
    [
      ends.map(({ end }) => end.claimId),
      ends.map(({ end }) => end.endedAt),
      ends.map(({ end }) => end.endedOn),
      ends.map(({ end }) => end.reason),
      ends.map(({ why }) => why),
    ],
  );
};

/** They are warned of this day; a window that moves sets the next warning. */
export const saveWarnings = async (
  tx: Tx,
  warnings: readonly { readonly claimId: string; readonly why: string }[],
  at: Date,
): Promise<void> => {
  await tx.query(
    `UPDATE claim SET warned_at = $3, warn_at = NULL, warned_why = w.why
     FROM unnest($1::uuid[], $2::uuid[]) AS w(id, why) WHERE claim_id = w.id`,
    [warnings.map(({ claimId }) => claimId), warnings.map(({ why }) => why), at],
  );
};
