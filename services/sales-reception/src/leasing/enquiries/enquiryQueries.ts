import { sitesWhere, type Viewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { IsoDate } from '@shouwen/kernel';
import type { PageRequest } from '@shouwen/subgraph';
import type { LeaseEnquiry } from './enquiry.ts';
import { enquiryColumns, type LeaseContact, noticeColumns, type SecurityNotice } from './enquiryStore.ts';

/** All of a site for whoever may read leasing there; an agent's own where they handle it. */
const seen = '($1 OR site_id = ANY($2::uuid[]) OR (agent_id = $3 AND ($4 OR site_id = ANY($5::uuid[]))))';

const sightOf = (viewer: Viewer): unknown[] => {
  const [read, handled] = [sitesWhere(viewer, 'lease.read'), sitesWhere(viewer, 'lease.handle')];
  const agent = viewer.kind === 'staff' ? viewer.staffId : null;
  return [...asParameters(read), agent, ...asParameters(handled)];
};

const asParameters = (sites: '*' | string[]): [boolean, string[]] => (sites === '*' ? [true, []] : [false, sites]);

export const enquiriesById = (tx: Tx, viewer: Viewer, ids: readonly string[]): Promise<LeaseEnquiry[]> =>
  tx.query(`SELECT ${enquiryColumns} FROM lease_enquiry WHERE ${seen} AND enquiry_id = ANY($6::uuid[])`, [
    ...sightOf(viewer),
    ids,
  ]);

export type EnquiryFilter = {
  readonly siteId: string;
  /** SR-10.03: those whose follow-up is due on this day or was before; oldest first. */
  readonly dueOn: IsoDate | null;
  /** SR-10.04: those lost to another building. */
  readonly waiting: boolean;
};

/** A page of a site's enquiries, oldest first; one row more than the limit when more follow. */
export const enquiriesOfSite = (
  tx: Tx,
  viewer: Viewer,
  { siteId, dueOn, waiting }: EnquiryFilter,
  page: PageRequest<string[]>,
): Promise<LeaseEnquiry[]> =>
  tx.query(
    `SELECT ${enquiryColumns} FROM lease_enquiry WHERE ${seen} AND site_id = $6
       AND ($7::date IS NULL OR due_from <= $7) AND (NOT $8 OR lost_building IS NOT NULL)
       AND ($9::timestamptz IS NULL OR (opened_at, enquiry_id) > ($9, $10::uuid))
     ORDER BY opened_at, enquiry_id LIMIT $11`,
    [...sightOf(viewer), siteId, dueOn, waiting, page.after?.[0], page.after?.[1], page.limit],
  );

/** The contacts of enquiries that the viewer was found to see, oldest first. */
export const contactsOf = (tx: Tx, enquiryIds: readonly string[]): Promise<LeaseContact[]> =>
  tx.query(
    `SELECT contact_id AS "contactId", enquiry_id AS "enquiryId", agent_id AS "agentId", at, said, late,
       explanation_id AS "explanationId" FROM lease_contact WHERE enquiry_id = ANY($1::uuid[]) ORDER BY at, contact_id`,
    [enquiryIds],
  );

/** SR-10.06: what security of a site was told, newest first. They learn when and of which visit, nothing of the tenant. */
export const noticesOf = (
  tx: Tx,
  viewer: Viewer,
  siteId: string,
  page: PageRequest<string[]>,
): Promise<SecurityNotice[]> => {
  const sites = sitesWhere(viewer, 'hosting.prepare');
  return tx.query(
    `SELECT ${noticeColumns} FROM security_notice WHERE ($1 OR site_id = ANY($2::uuid[])) AND site_id = $3
       AND ($4::timestamptz IS NULL OR (told_at, notice_id) < ($4, $5::uuid))
     ORDER BY told_at DESC, notice_id DESC LIMIT $6`,
    [...asParameters(sites), siteId, page.after?.[0], page.after?.[1], page.limit],
  );
};
