import type { Tx } from '@shouwen/database';

export const openDispute = async (
  tx: Tx,
  { disputeId, dealId, frozenAt }: { readonly disputeId: string; readonly dealId: string; readonly frozenAt: string },
): Promise<void> => {
  await tx.query(
    'INSERT INTO rights_dispute (dispute_id, deal_id, frozen_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [disputeId, dealId, frozenAt],
  );
};

export const closeDispute = async (
  tx: Tx,
  {
    disputeId,
    dealId,
    releasedAt,
  }: { readonly disputeId: string; readonly dealId: string; readonly releasedAt: string },
): Promise<void> => {
  await tx.query('UPDATE rights_dispute SET released_at = $3 WHERE dispute_id = $1 AND deal_id = $2', [
    disputeId,
    dealId,
    releasedAt,
  ]);
};
