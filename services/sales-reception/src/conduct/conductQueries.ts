import { sitesWhere, type Viewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { Violation } from './violation.ts';
import { selectViolations } from './violationStore.ts';

/** Whoever may read them at the site, whoever reported it, and the person concerned; to others it does not exist. */
const seen = `($1 OR site_id = ANY($2::uuid[]) OR reported_by = $3::uuid OR staff_id = $3::uuid)`;

const sightOf = (viewer: Viewer): [boolean, readonly string[], string | null] => {
  const sites = sitesWhere(viewer, 'violation.read');
  const own = viewer.kind === 'staff' ? viewer.staffId : null;
  return sites === '*' ? [true, [], own] : [false, sites, own];
};

/** These violations, as far as the viewer may see them. */
export const violationsById = async (tx: Tx, viewer: Viewer, ids: readonly string[]): Promise<Violation[]> =>
  tx.query(`${selectViolations} WHERE ${seen} AND violation_id = ANY($4::uuid[])`, [...sightOf(viewer), ids]);

export type ViolationPage = {
  readonly siteId: string;
  readonly staffId: string | null;
  readonly after: readonly [occurredAt: string, violationId: string] | null;
  readonly limit: number;
};

/** A page of a site's violations, latest first, as far as the viewer may see them. */
export const pageOfViolations = async (tx: Tx, viewer: Viewer, page: ViolationPage): Promise<Violation[]> =>
  tx.query(
    `${selectViolations} WHERE ${seen} AND site_id = $4 AND ($5::uuid IS NULL OR staff_id = $5)
       AND ($6::timestamptz IS NULL OR (occurred_at, violation_id) < ($6, $7::uuid))
     ORDER BY occurred_at DESC, violation_id DESC LIMIT $8`,
    [...sightOf(viewer), page.siteId, page.staffId, page.after?.[0], page.after?.[1], page.limit],
  );

type DealAsked = {
  readonly siteId: string;
  readonly dealId: string;
  readonly by: string;
  /** Whether the asker may read all deals of the site. */
  readonly readsDeals: boolean;
};

/** Whether it is a deal of the site that the asker may see: all of them, or the own ones. */
export const dealIsSeen = async (tx: Tx, { siteId, dealId, by, readsDeals }: DealAsked): Promise<boolean> => {
  const rows = (await tx.query(
    `SELECT 1 FROM deal WHERE deal_id = $1 AND site_id = $2 AND ($3 OR recorded_by = 'staff:' || $4::text
       OR consultants @> jsonb_build_array(jsonb_build_object('staffId', $4::text)))`,
    [dealId, siteId, readsDeals, by],
  )) as unknown[];
  return rows.length === 1;
};
