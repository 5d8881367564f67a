import { guardedUpdate, type Tx } from '@shouwen/database';
import type { Feedback } from './match.decision.ts';
import type { Attribute, PipelineCase, Proposed, StageCheck } from './pipeline.ts';

const columnOf = {
  caseId: 'case_id',
  siteId: 'site_id',
  clientId: 'client_id',
  intent: 'intent',
  areaFromHundredths: 'area_from_hundredths',
  areaToHundredths: 'area_to_hundredths',
  layout: 'layout',
  location: 'location',
  amountFen: 'amount_fen',
  months: 'months',
  state: 'state',
  stage: 'stage',
  ownerId: 'owner_id',
  enteredAt: 'entered_at',
  dueOn: 'due_on',
  finishedAt: 'finished_at',
  openedAt: 'opened_at',
  closedReason: 'closed_reason',
  explanationId: 'explanation_id',
  version: 'version',
} as const satisfies Record<keyof PipelineCase, string>;

const names = Object.keys(columnOf) as (keyof PipelineCase)[];

export const caseColumns = names.map((name) => `${columnOf[name]} AS "${name}"`).join(', ');

export const insertCase = async (tx: Tx, one: PipelineCase): Promise<void> => {
  const places = names.map((_, index) => `$${index + 1}`).join(', ');
  await tx.query(
    `INSERT INTO pipeline_case (${names.map((name) => columnOf[name]).join(', ')}) VALUES (${places})`,
    names.map((name) => one[name]),
  );
};

/** Locked until the end of the transaction; null when there is none. */
export const lockCase = async (tx: Tx, caseId: string): Promise<PipelineCase | null> => {
  const sql = `SELECT ${caseColumns} FROM pipeline_case WHERE case_id = $1 FOR UPDATE`;
  return ((await tx.query(sql, [caseId])) as PipelineCase[])[0] ?? null;
};

/** @throws ConcurrentChange when it is not as it was read */
export const changeCase = (tx: Tx, one: PipelineCase, changes: Partial<PipelineCase>): Promise<void> =>
  guardedUpdate(tx, 'pipeline_case', {
    where: { case_id: one.caseId, version: one.version },
    set: Object.fromEntries(
      Object.entries(changes).map(([name, value]) => [columnOf[name as keyof PipelineCase], value]),
    ),
  });

/** Adds a line; lines are never changed. */
export const insertCheck = async (tx: Tx, one: StageCheck): Promise<void> => {
  await tx.query(
    `INSERT INTO pipeline_check (check_id, case_id, stage, owner_id, entered_at, due_on, finished_at, late, checked_by,
       checked_at, passed, note, explanation_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      ...[one.checkId, one.caseId, one.stage, one.ownerId, one.enteredAt, one.dueOn, one.finishedAt, one.late],
      ...[one.checkedBy, one.checkedAt, one.passed, one.note, one.explanationId],
    ],
  );
};

export type Proposal = {
  readonly proposalId: string;
  readonly caseId: string;
  readonly listingId: string;
  readonly proposedAt: Date;
  readonly round: number;
  readonly rank: number;
  readonly score: number;
  readonly listing: Proposed;
  readonly explanationId: string;
};

export const proposalColumns = `proposal_id AS "proposalId", case_id AS "caseId", listing_id AS "listingId",
  proposed_at AS "proposedAt", round, rank, score, listing, explanation_id AS "explanationId"`;

export const insertProposal = async (tx: Tx, one: Proposal): Promise<void> => {
  await tx.query(
    `INSERT INTO pipeline_proposal (proposal_id, case_id, listing_id, proposed_at, round, rank, score, listing, explanation_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ...[one.proposalId, one.caseId, one.listingId, one.proposedAt, one.round, one.rank, one.score],
      ...[JSON.stringify(one.listing), one.explanationId],
    ],
  );
};

export const proposalById = async (tx: Tx, proposalId: string): Promise<Proposal | null> => {
  const sql = `SELECT ${proposalColumns} FROM pipeline_proposal WHERE proposal_id = $1`;
  return ((await tx.query(sql, [proposalId])) as Proposal[])[0] ?? null;
};

export type PipelineViewing = {
  readonly viewingId: string;
  readonly caseId: string;
  readonly proposalId: string;
  readonly ownerAgreedAt: Date;
  readonly viewingAt: Date;
  readonly arrangedBy: string;
  readonly recordedAt: Date | null;
  readonly liked: boolean | null;
  readonly rejected: readonly Attribute[] | null;
  readonly said: string | null;
  readonly explanationId: string;
};

export const viewingColumns = `viewing_id AS "viewingId", case_id AS "caseId", proposal_id AS "proposalId",
  owner_agreed_at AS "ownerAgreedAt", viewing_at AS "viewingAt", arranged_by AS "arrangedBy", recorded_at AS "recordedAt",
  liked, rejected, said, explanation_id AS "explanationId"`;

export const insertPipelineViewing = async (
  tx: Tx,
  one: Omit<PipelineViewing, 'recordedAt' | 'liked' | 'rejected' | 'said'>,
): Promise<void> => {
  await tx.query(
    `INSERT INTO pipeline_viewing (viewing_id, case_id, proposal_id, owner_agreed_at, viewing_at, arranged_by, explanation_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [one.viewingId, one.caseId, one.proposalId, one.ownerAgreedAt, one.viewingAt, one.arrangedBy, one.explanationId],
  );
};

export const lockViewing = async (tx: Tx, viewingId: string): Promise<PipelineViewing | null> => {
  const sql = `SELECT ${viewingColumns} FROM pipeline_viewing WHERE viewing_id = $1 FOR UPDATE`;
  return ((await tx.query(sql, [viewingId])) as PipelineViewing[])[0] ?? null;
};

export const recordFeedback = async (
  tx: Tx,
  viewingId: string,
  one: { at: Date; liked: boolean; rejected: readonly Attribute[]; said: string; explanationId: string },
): Promise<void> => {
  await tx.query(
    `UPDATE pipeline_viewing SET recorded_at = $2, liked = $3, rejected = $4, said = $5, explanation_id = $6
     WHERE viewing_id = $1 AND recorded_at IS NULL`,
    [viewingId, one.at, one.liked, one.rejected, one.said, one.explanationId],
  );
};

/** SR-11.02: what the client said of everything they viewed so far, oldest first. */
export const feedbackOf = (tx: Tx, caseId: string): Promise<Feedback[]> =>
  tx.query(
    `SELECT p.listing AS proposed, v.liked, v.rejected FROM pipeline_viewing v JOIN pipeline_proposal p USING (proposal_id)
     WHERE v.case_id = $1 AND v.recorded_at IS NOT NULL ORDER BY v.recorded_at, v.viewing_id`,
    [caseId],
  );

/** What a case has brought so far. */
export type Work = { readonly rounds: number; readonly viewed: number };

/** How many rounds of proposals, and how many viewings with feedback. */
export const workOf = async (tx: Tx, caseId: string): Promise<Work> => {
  const rows = (await tx.query(
    `SELECT (SELECT coalesce(max(round), 0)::int FROM pipeline_proposal WHERE case_id = $1) AS rounds,
       (SELECT count(*)::int FROM pipeline_viewing WHERE case_id = $1 AND recorded_at IS NOT NULL) AS viewed`,
    [caseId],
  )) as Work[];
  return rows[0] ?? { rounds: 0, viewed: 0 };
};
