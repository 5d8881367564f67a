import type { Viewer } from '@shouwen/access';
import type { Database } from '@shouwen/database';
import type { DealClosedHook } from './tellDeal.ts';

export type DealContext = {
  readonly db: Database;
  readonly viewer: Viewer;
  readonly now: Date;
  readonly newId: () => string;
};

/** Of a command that may close a deal. */
export type ClosingContext = DealContext & { readonly dealClosed: DealClosedHook };

export type DealRecorded = { readonly dealId: string };
