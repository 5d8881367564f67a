import { sitesWhere, type Viewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { PageRequest } from '@shouwen/subgraph';
import { applicationColumns, type LeaseApplication, type LeaseQuote, quoteColumns } from './termStore.ts';

/** The quotes of enquiries that the viewer was found to see, oldest first. */
export const quotesOf = (tx: Tx, enquiryIds: readonly string[]): Promise<LeaseQuote[]> =>
  tx.query(`SELECT ${quoteColumns} FROM lease_quote WHERE enquiry_id = ANY($1::uuid[]) ORDER BY given_at, quote_id`, [
    enquiryIds,
  ]);

export const applicationsOf = (tx: Tx, enquiryIds: readonly string[]): Promise<LeaseApplication[]> =>
  tx.query(
    `SELECT ${applicationColumns} FROM lease_application WHERE enquiry_id = ANY($1::uuid[]) ORDER BY applied_at, application_id`,
    [enquiryIds],
  );

/** SR-10.02: what waits for the general manager at a site, oldest first. */
export const openApplications = (
  tx: Tx,
  viewer: Viewer,
  siteId: string,
  page: PageRequest<string[]>,
): Promise<LeaseApplication[]> => {
  const sites = sitesWhere(viewer, 'lease.approve');
  return tx.query(
    `SELECT ${applicationColumns} FROM lease_application WHERE ($1 OR site_id = ANY($2::uuid[])) AND site_id = $3
       AND state = 'open' AND ($4::timestamptz IS NULL OR (applied_at, application_id) > ($4, $5::uuid))
     ORDER BY applied_at, application_id LIMIT $6`,
    [sites === '*', sites === '*' ? [] : sites, siteId, page.after?.[0], page.after?.[1], page.limit],
  );
};
