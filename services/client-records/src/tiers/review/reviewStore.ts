import type { Tx } from '@shouwen/database';
import { isRestrictedSql } from '../../clients/index.ts';
import { isMergedSql } from '../../persons/index.ts';
import type { Tier } from '../tier.ts';
import type { NewReview } from './review.decision.ts';
import type { TierProposal, TierRemark, TierReview } from './tierReview.ts';

export const reviewColumns = `year, opened_at AS "openedAt", opened_on::text AS "openedOn", close_on::text AS "closeOn",
  valid_through::text AS "validThrough", proposed, closed_at AS "closedAt", closed_by AS "closedBy",
  effective_on::text AS "effectiveOn", explanation_id AS "explanationId"`;

export const proposalColumns = `p.year, p.client_id AS "clientId", p.proposed, p.tier, p.points, p.never_a AS "neverA",
  p.proposed_at AS "proposedAt", p.proposal_explanation_id AS "proposalExplanationId", p.explanation_id AS "explanationId"`;

/** Opens the review of a year; however many look, once. */
export const insertReview = async (tx: Tx, review: NewReview): Promise<boolean> => {
  const rows: unknown[] = await tx.query(
    `INSERT INTO tier_review (year, opened_at, opened_on, close_on, valid_through) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (year) DO NOTHING RETURNING year`,
    [review.year, review.openedAt, review.openedOn, review.closeOn, review.validThrough],
  );
  return rows.length > 0;
};

/** The review of the year; whoever says something shares it, whoever closes it has it alone. */
export const lockReview = async (tx: Tx, year: number, mode: 'SHARE' | 'UPDATE'): Promise<TierReview | null> => {
  const rows: TierReview[] = await tx.query(`SELECT ${reviewColumns} FROM tier_review WHERE year = $1 FOR ${mode}`, [
    year,
  ]);
  return rows[0] ?? null;
};

/** A review in which somebody has no proposal yet; replicas take turns. */
export const takeReviewToPropose = async (tx: Tx): Promise<(TierReview & { doneThrough: string | null }) | null> => {
  const rows: (TierReview & { doneThrough: string | null })[] = await tx.query(
    `SELECT ${reviewColumns}, done_through AS "doneThrough" FROM tier_review WHERE NOT proposed ORDER BY year LIMIT 1
     FOR UPDATE SKIP LOCKED`,
  );
  return rows[0] ?? null;
};

/** The next persons to be reviewed: all whose first months are over, by any of the records (CR-6.01, CR-1.05). */
export const nextPersons = async (
  tx: Tx,
  { openedOn, after, limit }: { readonly openedOn: string; readonly after: string | null; readonly limit: number },
): Promise<string[]> => {
  const rows: { id: string }[] = await tx.query(
    `SELECT c.id FROM client c WHERE ($2::uuid IS NULL OR c.id > $2) AND NOT ${isMergedSql('c.id')} AND NOT ${isRestrictedSql('c.id')}
       AND (EXISTS (SELECT FROM tier_probation n WHERE n.client_id = c.id AND n.judge_on <= $1::date)
         OR EXISTS (SELECT FROM client_person p JOIN tier_probation n ON n.client_id = p.client_id
           WHERE p.person_id = c.id AND n.judge_on <= $1::date))
     ORDER BY c.id LIMIT $3`,
    [openedOn, after, limit],
  );
  return rows.map(({ id }) => id);
};

export type NewProposal = Omit<TierProposal, 'tier' | 'proposalExplanationId'>;

export const insertProposals = async (tx: Tx, proposals: readonly NewProposal[]): Promise<void> => {
  await tx.query(
    `INSERT INTO tier_proposal (year, client_id, proposed, tier, points, never_a, proposed_at, proposal_explanation_id, explanation_id)
     SELECT year, "clientId", proposed, proposed, points, "neverA", "proposedAt", "explanationId", "explanationId"
     FROM jsonb_to_recordset($1) AS one (year int, "clientId" uuid, proposed text, points int, "neverA" text, "proposedAt" timestamptz,
       "explanationId" uuid)`,
    [JSON.stringify(proposals)],
  );
};

/** How far the proposals have come; with null everybody has one. */
export const markProposed = async (tx: Tx, year: number, through: string | null): Promise<void> => {
  await tx.query(
    'UPDATE tier_review SET done_through = coalesce($2, done_through), proposed = $2::uuid IS NULL WHERE year = $1',
    [year, through],
  );
};

export type Correction = {
  readonly year: number;
  readonly clientId: string;
  readonly tier: Tier;
  readonly explanationId: string;
};

export const correctProposal = async (tx: Tx, { year, clientId, tier, explanationId }: Correction): Promise<void> => {
  await tx.query('UPDATE tier_proposal SET tier = $3, explanation_id = $4 WHERE year = $1 AND client_id = $2', [
    year,
    clientId,
    tier,
    explanationId,
  ]);
};

/** The proposal for a client, alone to who corrects it. */
export const lockProposal = async (tx: Tx, year: number, clientId: string): Promise<TierProposal | null> => {
  const rows: TierProposal[] = await tx.query(
    `SELECT ${proposalColumns} FROM tier_proposal p WHERE p.year = $1 AND p.client_id = $2 FOR UPDATE`,
    [year, clientId],
  );
  return rows[0] ?? null;
};

export const insertRemark = async (tx: Tx, remark: TierRemark): Promise<void> => {
  await tx.query(
    'INSERT INTO tier_remark (remark_id, year, client_id, at, by, tier, remark_sealed) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [remark.remarkId, remark.year, remark.clientId, remark.at, remark.by, remark.tier, remark.remarkSealed],
  );
};

/** A review whose last day is over and which nobody closed. */
export const takeReviewToClose = async (tx: Tx, today: string): Promise<TierReview | null> => {
  const rows: TierReview[] = await tx.query(
    `SELECT ${reviewColumns} FROM tier_review WHERE proposed AND closed_at IS NULL AND close_on < $1::date ORDER BY year LIMIT 1
     FOR UPDATE SKIP LOCKED`,
    [today],
  );
  return rows[0] ?? null;
};

export type Closing = {
  readonly year: number;
  readonly closedAt: Date;
  readonly closedBy: string;
  readonly effectiveOn: string;
  readonly explanationId: string;
};

export const closeReview = async (tx: Tx, closing: Closing): Promise<void> => {
  const { year, closedAt, closedBy, effectiveOn, explanationId } = closing;
  await tx.query(
    `UPDATE tier_review SET closed_at = $2, closed_by = $3, effective_on = $4, explanation_id = $5
     WHERE year = $1 AND closed_at IS NULL`,
    [year, closedAt, closedBy, effectiveOn, explanationId],
  );
};

/** A closed review whose tiers are not all written down. */
export const takeReviewToSettle = async (tx: Tx): Promise<TierReview | null> => {
  const rows: TierReview[] = await tx.query(
    `SELECT ${reviewColumns} FROM tier_review WHERE closed_at IS NOT NULL AND NOT settled ORDER BY year LIMIT 1 FOR UPDATE SKIP LOCKED`,
  );
  return rows[0] ?? null;
};

export type ToSettle = Pick<TierProposal, 'clientId' | 'tier' | 'explanationId'>;

export const takeProposalsToSettle = async (
  tx: Tx,
  year: number,
  { at, limit }: { readonly at: Date; readonly limit: number },
): Promise<ToSettle[]> => {
  const [rows] = (await tx.query(
    `UPDATE tier_proposal p SET settled_at = $2 FROM (
       SELECT client_id FROM tier_proposal WHERE year = $1 AND settled_at IS NULL ORDER BY client_id LIMIT $3) next
     WHERE p.year = $1 AND p.client_id = next.client_id
     RETURNING p.client_id AS "clientId", p.tier, p.explanation_id AS "explanationId"`,
    [year, at, limit],
  )) as [ToSettle[], number];
  return rows;
};

export const markSettled = async (tx: Tx, year: number): Promise<void> => {
  await tx.query('UPDATE tier_review SET settled = true WHERE year = $1', [year]);
};
