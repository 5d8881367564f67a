import { sitesWhere, type Viewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { Measure } from './measure.ts';
import { measureColumns, type StepLine } from './measureStore.ts';

/** Whoever runs the surveys of the site, and the owner; to others there is none. */
const seen = `($1 OR site_id = ANY($2::uuid[]) OR owner_id = $3::uuid)`;

const sightOf = (viewer: Viewer): [boolean, readonly string[], string | null] => {
  const sites = sitesWhere(viewer, 'survey.manage');
  const own = viewer.kind === 'staff' ? viewer.staffId : null;
  return sites === '*' ? [true, [], own] : [false, sites, own];
};

export const seenMeasures = async (tx: Tx, viewer: Viewer, ids: readonly string[]): Promise<Measure[]> =>
  tx.query(`SELECT ${measureColumns} FROM survey_measure WHERE ${seen} AND measure_id = ANY($4::uuid[])`, [
    ...sightOf(viewer),
    ids,
  ]);

export type MeasurePage = {
  readonly openOnly: boolean;
  readonly after: readonly [createdAt: string, measureId: string] | null;
  readonly limit: number;
};

/** A page of the measures, newest first, as far as the viewer may see them. */
export const pageOfMeasures = async (tx: Tx, viewer: Viewer, page: MeasurePage): Promise<Measure[]> =>
  tx.query(
    `SELECT ${measureColumns} FROM survey_measure WHERE ${seen} AND (NOT $4 OR state <> 'closed')
       AND ($5::timestamptz IS NULL OR (created_at, measure_id) < ($5, $6::uuid))
     ORDER BY created_at DESC, measure_id DESC LIMIT $7`,
    [...sightOf(viewer), page.openOnly, page.after?.[0], page.after?.[1], page.limit],
  );

export const stepsOf = async (tx: Tx, measureIds: readonly string[]): Promise<StepLine[]> =>
  tx.query(
    `SELECT step_id AS "stepId", measure_id AS "measureId", site_id AS "siteId", step, at, by FROM survey_measure_step
     WHERE measure_id = ANY($1::uuid[]) ORDER BY at, step_id`,
    [measureIds],
  );
