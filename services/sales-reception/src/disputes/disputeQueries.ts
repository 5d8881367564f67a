import { sitesWhere, type Viewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { Dispute, DisputedDeal, Evidence, Proposal, Statement } from './dispute.ts';
import { selectDisputes } from './disputeStore.ts';

/** The two sides, and whoever reads, rules on or approves disputes at the site; to others there is none. */
const seen = `($1 OR site_id = ANY($2::uuid[]) OR $3::uuid IN (one_side, other_side))`;

const sightOf = (viewer: Viewer): [boolean, readonly string[], string | null] => {
  const own = viewer.kind === 'staff' ? viewer.staffId : null;
  const permissions = ['dispute.read', 'dispute.rule', 'dispute.approve'] as const;
  const sites = permissions.map((permission) => sitesWhere(viewer, permission));
  return sites.includes('*') ? [true, [], own] : [false, sites.flat() as string[], own];
};

/** These disputes, as far as the viewer may see them. */
export const disputesById = async (tx: Tx, viewer: Viewer, ids: readonly string[]): Promise<Dispute[]> =>
  tx.query(`${selectDisputes} WHERE ${seen} AND dispute_id = ANY($4::uuid[])`, [...sightOf(viewer), ids]);

export type DisputePage = {
  readonly siteId: string;
  /** Only those that nobody has settled or ruled on yet. */
  readonly openOnly: boolean;
  readonly after: readonly [openedAt: string, disputeId: string] | null;
  readonly limit: number;
};

/** A page of a site's disputes, newest first, as far as the viewer may see them. */
export const pageOfDisputes = async (tx: Tx, viewer: Viewer, page: DisputePage): Promise<Dispute[]> =>
  tx.query(
    `${selectDisputes} WHERE ${seen} AND site_id = $4 AND (NOT $5 OR state IN ('open', 'proposed'))
       AND ($6::timestamptz IS NULL OR (opened_at, dispute_id) < ($6, $7::uuid))
     ORDER BY opened_at DESC, dispute_id DESC LIMIT $8`,
    [...sightOf(viewer), page.siteId, page.openOnly, page.after?.[0], page.after?.[1], page.limit],
  );

export const statementsOf = async (tx: Tx, disputeIds: readonly string[]): Promise<Statement[]> =>
  tx.query(
    `SELECT statement_id AS "statementId", dispute_id AS "disputeId", staff_id AS "staffId", made_at AS "madeAt", addition,
       said FROM dispute_statement WHERE dispute_id = ANY($1::uuid[]) ORDER BY made_at, statement_id`,
    [disputeIds],
  );

export const evidenceOf = async (tx: Tx, disputeIds: readonly string[]): Promise<Evidence[]> =>
  tx.query(
    `SELECT dispute_id AS "disputeId", taken_at AS "takenAt", occasion, items FROM dispute_evidence
     WHERE dispute_id = ANY($1::uuid[]) ORDER BY taken_at`,
    [disputeIds],
  );

export const proposalsOf = async (tx: Tx, disputeIds: readonly string[]): Promise<Proposal[]> =>
  tx.query(
    `SELECT proposal_id AS "proposalId", dispute_id AS "disputeId", kind, proposed_by AS "proposedBy",
       proposed_at AS "proposedAt", shares, reason, answer, answered_by AS "answeredBy", answered_at AS "answeredAt",
       answer_reason AS "answerReason", explanation_id AS "explanationId"
     FROM dispute_proposal WHERE dispute_id = ANY($1::uuid[]) ORDER BY proposed_at, proposal_id`,
    [disputeIds],
  );

/** The deals that these disputes freeze or froze, oldest first. */
export const dealsInDispute = async (
  tx: Tx,
  disputeIds: readonly string[],
): Promise<{ disputeId: string; dealId: string; releasedAt: Date | null }[]> =>
  tx.query(
    `SELECT dispute_id AS "disputeId", deal_id AS "dealId", released_at AS "releasedAt" FROM dispute_deal
     WHERE dispute_id = ANY($1::uuid[]) ORDER BY frozen_at, deal_id`,
    [disputeIds],
  );

type ClientAtSite = { readonly siteId: string; readonly clientId: string };
/** The client's deals at the site, oldest first. */
export const dealsOfClient = async (tx: Tx, { siteId, clientId }: ClientAtSite): Promise<DisputedDeal[]> =>
  tx.query(
    `SELECT deal_id AS "dealId", state, EXISTS (SELECT 1 FROM dispute_deal JOIN dispute USING (dispute_id)
         WHERE dispute_deal.deal_id = deal.deal_id AND dispute.state IN ('settled', 'ruled')) AS decided
     FROM deal WHERE site_id = $1 AND client_id = $2 ORDER BY closed_at, deal_id`,
    [siteId, clientId],
  );

/** Whether a dispute about the client is open; whether the claim that is open now rests on a settlement or a ruling. */
export const disputesOn = async (
  tx: Tx,
  { siteId, clientId }: ClientAtSite,
): Promise<{ readonly open: boolean; readonly claimDecided: boolean }> => {
  const [row] = (await tx.query(
    `SELECT coalesce(bool_or(state IN ('open', 'proposed')), false) AS open,
       coalesce(bool_or(claim_id IN (SELECT claim_id FROM claim
         WHERE site_id = $1 AND client_id = $2 AND status = 'open')), false) AS "claimDecided"
     FROM dispute WHERE site_id = $1 AND client_id = $2`,
    [siteId, clientId],
  )) as [{ open: boolean; claimDecided: boolean }];
  return row;
};

/** The deals in dispute that stand, as the rules ask for them, oldest first. */
export const standingDealsIn = async (
  tx: Tx,
  disputeId: string,
): Promise<{ dealId: string; visitId: string | null; closedAt: Date }[]> =>
  tx.query(
    `SELECT deal_id AS "dealId", visit_id AS "visitId", closed_at AS "closedAt" FROM dispute_deal JOIN deal USING (deal_id)
     WHERE dispute_id = $1 AND deal.state = 'closed' ORDER BY closed_at, deal_id`,
    [disputeId],
  );
