import { sitesWhere, type Viewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { PageRequest } from '@shouwen/subgraph';
import type { Deviation } from './deviation.ts';
import { selectDeviations } from './deviationStore.ts';

export type DeviationsWanted = {
  readonly siteId: string | null;
  readonly staffId: string | null;
  readonly from: string | null;
  readonly through: string | null;
  readonly page: PageRequest<string[]>;
};

/** One's own, and those of the sites where the viewer keeps the attendance. */
const seen = '($1::uuid[] IS NULL OR site_id = ANY($1) OR staff_id = $2::uuid)';
const sight = (viewer: Viewer): unknown[] => {
  const sites = sitesWhere(viewer, 'attendance.record');
  return [sites === '*' ? null : sites, viewer.kind === 'staff' ? viewer.staffId : null];
};

/** A page of deviations that the viewer may know of, newest day first; one row more than the limit when more follow. */
export const deviationsOf = async (tx: Tx, viewer: Viewer, wanted: DeviationsWanted): Promise<Deviation[]> => {
  const { siteId, staffId, from, through, page } = wanted;
  return tx.query(
    `${selectDeviations} WHERE ${seen} AND ($3::uuid IS NULL OR site_id = $3) AND ($4::uuid IS NULL OR staff_id = $4)
       AND ($5::date IS NULL OR deviated_on >= $5) AND ($6::date IS NULL OR deviated_on <= $6)
       AND ($7::uuid IS NULL OR (deviated_on, id) < (SELECT deviated_on, id FROM attendance_deviation WHERE id = $7))
     ORDER BY deviated_on DESC, id DESC LIMIT $8`,
    [...sight(viewer), siteId, staffId, from, through, page.after?.[0] ?? null, page.limit + 1],
  );
};

export const deviationsByIds = async (tx: Tx, viewer: Viewer, ids: readonly string[]): Promise<Deviation[]> =>
  tx.query(`${selectDeviations} WHERE ${seen} AND id = ANY($3::uuid[])`, [...sight(viewer), ids]);
