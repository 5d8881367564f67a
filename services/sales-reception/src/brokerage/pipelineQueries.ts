import { sitesWhere, type Viewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { PageRequest } from '@shouwen/subgraph';
import type { PipelineCase, StageCheck } from './pipeline.ts';
import { caseColumns, type PipelineViewing, type Proposal, proposalColumns, viewingColumns } from './pipelineStore.ts';

/** All of a site for whoever reads the pipeline there; the cases whose stage one owns where one handles them. */
const seen = '($1 OR site_id = ANY($2::uuid[]) OR (owner_id = $3 AND ($4 OR site_id = ANY($5::uuid[]))))';

const asParameters = (sites: '*' | string[]): [boolean, string[]] => (sites === '*' ? [true, []] : [false, sites]);

const sightOf = (viewer: Viewer): unknown[] => [
  ...asParameters(sitesWhere(viewer, 'pipeline.read')),
  viewer.kind === 'staff' ? viewer.staffId : null,
  ...asParameters(sitesWhere(viewer, 'pipeline.handle')),
];

export const casesById = (tx: Tx, viewer: Viewer, ids: readonly string[]): Promise<PipelineCase[]> =>
  tx.query(`SELECT ${caseColumns} FROM pipeline_case WHERE ${seen} AND case_id = ANY($6::uuid[])`, [
    ...sightOf(viewer),
    ids,
  ]);

/** A page of a site's cases, oldest first; one row more than the limit when more follow. */
export const casesOfSite = (
  tx: Tx,
  viewer: Viewer,
  siteId: string,
  page: PageRequest<string[]>,
): Promise<PipelineCase[]> =>
  tx.query(
    `SELECT ${caseColumns} FROM pipeline_case WHERE ${seen} AND site_id = $6
       AND ($7::timestamptz IS NULL OR (opened_at, case_id) > ($7, $8::uuid)) ORDER BY opened_at, case_id LIMIT $9`,
    [...sightOf(viewer), siteId, page.after?.[0], page.after?.[1], page.limit],
  );

/** The parts of cases that the viewer was found to see. */
export const checksOf = (tx: Tx, caseIds: readonly string[]): Promise<StageCheck[]> =>
  tx.query(
    `SELECT check_id AS "checkId", case_id AS "caseId", stage, owner_id AS "ownerId", entered_at AS "enteredAt",
       due_on AS "dueOn", finished_at AS "finishedAt", late, checked_by AS "checkedBy", checked_at AS "checkedAt", passed,
       note, explanation_id AS "explanationId" FROM pipeline_check WHERE case_id = ANY($1::uuid[]) ORDER BY checked_at, check_id`,
    [caseIds],
  );

/** The last round of proposals of each, best first. */
export const lastProposalsOf = (tx: Tx, caseIds: readonly string[]): Promise<Proposal[]> =>
  tx.query(
    `SELECT ${proposalColumns} FROM pipeline_proposal one WHERE case_id = ANY($1::uuid[])
       AND round = (SELECT max(round) FROM pipeline_proposal of_case WHERE of_case.case_id = one.case_id) ORDER BY rank`,
    [caseIds],
  );

export const viewingsOf = (tx: Tx, caseIds: readonly string[]): Promise<PipelineViewing[]> =>
  tx.query(
    `SELECT ${viewingColumns} FROM pipeline_viewing WHERE case_id = ANY($1::uuid[]) ORDER BY viewing_at, viewing_id`,
    [caseIds],
  );
