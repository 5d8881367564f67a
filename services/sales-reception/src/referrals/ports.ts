import type { Tx } from '@shouwen/database';
import type { FirstVisit } from './employeeReferral.ts';

/** What referrals need of those who receive; the composition root gives it, since imports run the other way. */
export type FirstVisits = (
  tx: Tx,
  client: { readonly siteId: string; readonly clientId: string },
) => Promise<FirstVisit | null>;
