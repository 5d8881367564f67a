import type { Tx } from '@shouwen/database';

export type Freeze = { readonly disputeId: string; readonly dealId: string; readonly at: Date };

/** A dispute about a deal is open. Told after its end, it changes nothing any more. */
export const insertFreeze = async (tx: Tx, { disputeId, dealId, at }: Freeze): Promise<void> => {
  await tx.query(
    `insert into deal_freeze (dispute_id, deal_id, frozen_at) values ($1, $2, $3)
     on conflict (dispute_id, deal_id) do update set frozen_at = excluded.frozen_at`,
    [disputeId, dealId, at],
  );
};

export const insertRelease = async (tx: Tx, { disputeId, dealId, at }: Freeze): Promise<void> => {
  await tx.query(
    `insert into deal_freeze (dispute_id, deal_id, released_at) values ($1, $2, $3)
     on conflict (dispute_id, deal_id) do update set released_at = excluded.released_at`,
    [disputeId, dealId, at],
  );
};

export type CountedLine = { readonly lineId: string; readonly statementId: string };

/** The lines of a deal that count in statements which are not approved yet. */
export const countedLinesOfDeal = async (tx: Tx, dealId: string): Promise<CountedLine[]> =>
  tx.query(
    `select l.id as "lineId", l.statement_id as "statementId" from statement_line l join statement s on s.id = l.statement_id
     where l.deal_id = $1 and l.taken and s.state in ('drafted', 'checked') order by l.statement_id, l.position`,
    [dealId],
  );
