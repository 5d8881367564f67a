import { sitesWhere, type Viewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { PageRequest } from '@shouwen/subgraph';
import type { Leave } from './leave.ts';
import { selectLeaves } from './leaveStore.ts';

export type LeavesWanted = {
  readonly siteId: string | null;
  readonly staffId: string | null;
  /** Leaves with a day from here on, and up to there. */
  readonly from: string | null;
  readonly through: string | null;
  readonly page: PageRequest<string[]>;
};

/** One's own, and those of the sites where the viewer approves leave. */
const seen = '($1::uuid[] IS NULL OR site_id = ANY($1) OR staff_id = $2::uuid)';
const sight = (viewer: Viewer): unknown[] => {
  const sites = sitesWhere(viewer, 'leave.approve');
  return [sites === '*' ? null : sites, viewer.kind === 'staff' ? viewer.staffId : null];
};

/** A page of leaves that the viewer may know of, the latest first; one row more than the limit when more follow. */
export const leavesOf = async (tx: Tx, viewer: Viewer, wanted: LeavesWanted): Promise<Leave[]> => {
  const { siteId, staffId, from, through, page } = wanted;
  return tx.query(
    `${selectLeaves} WHERE ${seen} AND ($3::uuid IS NULL OR site_id = $3) AND ($4::uuid IS NULL OR staff_id = $4)
       AND ($5::date IS NULL OR through_on >= $5) AND ($6::date IS NULL OR from_on <= $6)
       AND ($7::uuid IS NULL OR (from_on, id) < (SELECT from_on, id FROM leave WHERE id = $7))
     ORDER BY from_on DESC, id DESC LIMIT $8`,
    [...sight(viewer), siteId, staffId, from, through, page.after?.[0] ?? null, page.limit + 1],
  );
};

export const leavesByIds = async (tx: Tx, viewer: Viewer, ids: readonly string[]): Promise<Leave[]> =>
  tx.query(`${selectLeaves} WHERE ${seen} AND id = ANY($3::uuid[])`, [...sight(viewer), ids]);
