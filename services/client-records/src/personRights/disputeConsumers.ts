import { dealFrozenV1, dealReleasedV1 } from '@shouwen/contracts';
import { type Consumer, defineConsumer } from '@shouwen/messaging';

// One name: a dispute is heard to be open before it is heard to be closed.
const name = 'person-rights-disputes';

/** Which deals are argued about: their clients' data are kept until that is over (CR-2.06). */
export const disputeConsumers: readonly Consumer[] = [
  defineConsumer({
    name,
    event: dealFrozenV1,
    handle: async (tx, { data }) => {
      await tx.query(
        'INSERT INTO rights_dispute (dispute_id, deal_id, frozen_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
        [data.disputeId, data.dealId, data.frozenAt],
      );
    },
  }),
  defineConsumer({
    name,
    event: dealReleasedV1,
    handle: async (tx, { data }) => {
      await tx.query('UPDATE rights_dispute SET released_at = $3 WHERE dispute_id = $1 AND deal_id = $2', [
        data.disputeId,
        data.dealId,
        data.releasedAt,
      ]);
    },
  }),
];
