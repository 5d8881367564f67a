import { can, type Viewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { EmployeeReferral } from './employeeReferral.ts';
import { type Row, referralColumns, toReferral } from './referralStore.ts';

export type ReferralPage = {
  readonly siteId: string;
  readonly after: readonly [registeredAt: string, referralId: string] | null;
  readonly limit: number;
};

/** A page of a site's forms, oldest first: all for whoever checks them, else the viewer's own. */
export const pageOfReferrals = async (tx: Tx, viewer: Viewer, page: ReferralPage): Promise<EmployeeReferral[]> => {
  const introducer = viewer.kind === 'staff' ? viewer.staffId : null;
  const rows = (await tx.query(
    `SELECT ${referralColumns} FROM employee_referral
     WHERE site_id = $1 AND ($2 OR introducer_id = $3)
       AND ($4::timestamptz IS NULL OR (registered_at, referral_id) > ($4, $5::uuid))
     ORDER BY registered_at, referral_id LIMIT $6`,
    [page.siteId, can(viewer, 'referral.check', page.siteId), introducer, page.after?.[0], page.after?.[1], page.limit],
  )) as Row[];
  return rows.map(toReferral);
};
