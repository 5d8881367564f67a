import { can, demand, NotFound, type Viewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { LeaseEnquiry } from './enquiry.ts';
import { lockEnquiry } from './enquiryStore.ts';

/** Whether the viewer may know of the enquiry: its agent, and whoever reads leasing at the site. */
export const mayKnow = (viewer: Viewer, { siteId, agentId }: Pick<LeaseEnquiry, 'siteId' | 'agentId'>): boolean =>
  can(viewer, 'lease.read', siteId) ||
  (viewer.kind === 'staff' && viewer.staffId === agentId && can(viewer, 'lease.handle', siteId));

/**
 * The enquiry, locked, for somebody who handles leasing at its site: colleagues stand in for each other.
 * @throws NotFound as if there were none for whoever may not know of it, Forbidden for a mere reader
 */
export const enquiryToHandle = async (tx: Tx, viewer: Viewer, enquiryId: string): Promise<LeaseEnquiry> => {
  const enquiry = await lockEnquiry(tx, enquiryId);
  if (!enquiry || !mayKnow(viewer, enquiry)) throw new NotFound();
  demand(viewer, 'lease.handle', enquiry.siteId);
  return enquiry;
};
