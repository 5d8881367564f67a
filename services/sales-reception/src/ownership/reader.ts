import { can, type Viewer } from '@shouwen/access';

/** CR-2.01, SR-2.06: those who lead the site, and the desk, see whose client everybody is. */
export const seesAllOwners = (viewer: Viewer, siteId: string): boolean =>
  can(viewer, 'claim.read', siteId) &&
  (can(viewer, 'client.readSite', siteId) || can(viewer, 'reception.receive', siteId));

/** Everything about all clients of the site: how they came to be whose they are, and what was said to them. */
export const seesAllHistories = (viewer: Viewer, siteId: string): boolean =>
  can(viewer, 'claim.read', siteId) && can(viewer, 'client.readSite', siteId);

/** A consultant sees what concerns the own clients, as long as they work at the site. */
export const isOwn = (viewer: Viewer, siteId: string, consultantId: string | null): boolean =>
  viewer.kind === 'staff' && viewer.staffId === consultantId && can(viewer, 'claim.read', siteId);
