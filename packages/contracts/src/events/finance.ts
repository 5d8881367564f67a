import { z } from 'zod';
import { defineEvent } from '../defineEvent.ts';
import { fen, id, time } from '../fields.ts';

/** The commission of a deal is in the ledger; the lines of a transaction add up to zero. */
export const commissionPostedV1 = defineEvent(
  'finance.commission.posted.v1',
  z.object({
    dealId: id,
    siteId: id,
    transactionId: id,
    lines: z.array(z.object({ account: z.string().min(1), staffId: id.nullable(), amountFen: fen })),
    postedAt: time,
  }),
  { summary: 'The commission of a deal was posted.' },
);
