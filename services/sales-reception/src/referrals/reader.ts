import { can, type Viewer } from '@shouwen/access';
import type { EmployeeReferral } from './employeeReferral.ts';

/** Whoever checks them sees the site's; everybody else their own. */
export const maySee = (viewer: Viewer, { siteId, introducerId }: EmployeeReferral): boolean =>
  can(viewer, 'referral.check', siteId) || (viewer.kind === 'staff' && viewer.staffId === introducerId);
