import { guardedUpdate, type Tx } from '@shouwen/database';
import { lockClient } from '../ownership/index.ts';
import type { Dispute, Proposal, RuledShare, Statement } from './dispute.ts';

export const insertDispute = async (tx: Tx, dispute: Omit<Dispute, 'version'>): Promise<void> => {
  await tx.query(
    `INSERT INTO dispute (dispute_id, site_id, client_id, one_side, other_side, opened_by, opened_at, statements_due_at,
       about_deal, state, explanation_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      dispute.disputeId,
      dispute.siteId,
      dispute.clientId,
      ...dispute.sides,
      dispute.openedBy,
      dispute.openedAt,
      dispute.statementsDueAt,
      dispute.aboutDeal,
      dispute.state,
      dispute.explanationId,
    ],
  );
};

/** The dispute as it is once nobody else decides about its client any more; null when there is none. */
export const lockDispute = async (tx: Tx, { siteId, clientId, disputeId }: Dispute): Promise<Dispute | null> => {
  await lockClient(tx, { siteId, clientId });
  return findDispute(tx, disputeId);
};

export const findDispute = async (tx: Tx, disputeId: string): Promise<Dispute | null> =>
  ((await tx.query(`${selectDisputes} WHERE dispute_id = $1`, [disputeId])) as Dispute[])[0] ?? null;

export type DisputeChange = {
  readonly state: Dispute['state'];
  readonly shares: readonly RuledShare[] | null;
  readonly closedAt: Date | null;
  /** The claim that bears the outcome; null while there is none. */
  readonly claimId: string | null;
  readonly explanationId: string;
};

/** @throws ConcurrentChange when the dispute is not as it was read */
export const changeDispute = (tx: Tx, { disputeId, version }: Dispute, change: DisputeChange): Promise<void> =>
  guardedUpdate(tx, 'dispute', {
    where: { dispute_id: disputeId, version },
    set: {
      state: change.state,
      shares: change.shares && JSON.stringify(change.shares),
      closed_at: change.closedAt,
      claim_id: change.claimId,
      explanation_id: change.explanationId,
    },
  });

export const insertStatement = async (tx: Tx, line: Statement): Promise<void> => {
  await tx.query(
    `INSERT INTO dispute_statement (statement_id, dispute_id, staff_id, made_at, addition, said)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [line.statementId, line.disputeId, line.staffId, line.madeAt, line.addition, line.said],
  );
};

export const insertProposal = async (tx: Tx, proposal: Proposal): Promise<void> => {
  await tx.query(
    `INSERT INTO dispute_proposal (proposal_id, dispute_id, kind, proposed_by, proposed_at, shares, reason, answer,
       answered_by, answered_at, answer_reason, explanation_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      proposal.proposalId,
      proposal.disputeId,
      proposal.kind,
      proposal.proposedBy,
      proposal.proposedAt,
      JSON.stringify(proposal.shares),
      proposal.reason,
      proposal.answer,
      proposal.answeredBy,
      proposal.answeredAt,
      proposal.answerReason,
      proposal.explanationId,
    ],
  );
};

export type Answer = Pick<Proposal, 'answer' | 'answeredBy' | 'answeredAt' | 'answerReason' | 'explanationId'>;

/** @throws ConcurrentChange when it was answered before */
export const answerProposal = (tx: Tx, proposalId: string, answer: Answer): Promise<void> =>
  guardedUpdate(tx, 'dispute_proposal', {
    where: { proposal_id: proposalId, answer: null },
    set: {
      answer: answer.answer,
      answered_by: answer.answeredBy,
      answered_at: answer.answeredAt,
      answer_reason: answer.answerReason,
      explanation_id: answer.explanationId,
    },
  });

/** What still waits for an answer gives way: to a newer proposal, or to the end of the dispute. */
export const withdrawPending = async (
  tx: Tx,
  { disputeId, kinds, at }: { disputeId: string; kinds: readonly Proposal['kind'][]; at: Date },
): Promise<void> => {
  await tx.query(
    `UPDATE dispute_proposal SET answer = 'withdrawn', answered_at = $3
     WHERE dispute_id = $1 AND kind = ANY($2) AND answer IS NULL`,
    [disputeId, kinds, at],
  );
};

/** In the shape of `Dispute`. */
export const selectDisputes = `SELECT dispute_id AS "disputeId", site_id AS "siteId", client_id AS "clientId",
  jsonb_build_array(one_side, other_side) AS "sides", opened_by AS "openedBy", opened_at AS "openedAt",
  statements_due_at AS "statementsDueAt", about_deal AS "aboutDeal", state, shares, closed_at AS "closedAt",
  explanation_id AS "explanationId", version FROM dispute`;
