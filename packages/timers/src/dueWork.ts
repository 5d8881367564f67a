import type { Database } from '@shouwen/database';

/** What due work needs from the outside. */
export type DueWorkDeps = { readonly db: Database; readonly newId: () => string };

/** Everything that is due by this instant; at one site alone when it is named, as in a rehearsal, where each site has its own time. */
export type DueAt = { readonly now: Date; readonly siteId: string | null };

/**
 * Something that becomes due by time alone: a claim lapses, a hold ends. The row that becomes due is the timer: it carries the
 * instant, and what was done to it is written in the transaction that does it. So nothing can be forgotten by a restart, and two
 * replicas share the work by locking rows (SKIP LOCKED) and do nothing twice.
 */
export type DueWork = {
  /** For logs and metrics, e.g. 'claims.lapse'. */
  readonly name: string;
  /** Does one batch, oldest first, in transactions of its own, and answers how many rows it did; 0: nothing is due any more. */
  readonly batch: (deps: DueWorkDeps, due: DueAt) => Promise<number>;
};
