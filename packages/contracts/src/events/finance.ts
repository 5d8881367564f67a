import { z } from 'zod';
import { defineEvent } from '../defineEvent.ts';
import { date, fen, id, reason, time } from '../fields.ts';

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

/** FI-3: somebody is off the rotation (停盘, 停岗) until the day given, or until it is lifted. */
export const suspensionImposedV1 = defineEvent(
  'finance.suspension.imposed.v1',
  z.object({
    suspensionId: id,
    siteId: id,
    staffId: id,
    /** The first and the last day, both included; null: until it is lifted. */
    from: date,
    through: date.nullable(),
    code: z.string().min(1).nullable(),
    imposedAt: time,
  }),
  { summary: 'A member of staff is suspended from the floor.' },
);

export const suspensionLiftedV1 = defineEvent(
  'finance.suspension.lifted.v1',
  z.object({ suspensionId: id, siteId: id, staffId: id, liftedAt: time }),
  { summary: 'A suspension from the floor ends early, or was taken back.' },
);

/** FI-3: a fine stands; what it brings besides the money is listed. */
export const fineConfirmedV1 = defineEvent(
  'finance.fine.confirmed.v1',
  z.object({
    fineId: id,
    siteId: id,
    staffId: id,
    violationId: id.nullable(),
    code: z.string().min(1).nullable(),
    amountFen: fen.nonnegative(),
    sideEffects: z.array(reason),
    confirmedAt: time,
  }),
  {
    summary:
      'A fine was confirmed by a manager other than its reporter. Told again when the amount changes: by a late record, an excuse, a ruling.',
  },
);

/** How a client pays, as finance grades it; the tiers of clients rest on it (CR-6.01). */
export const creditGradedV1 = defineEvent(
  'finance.credit.graded.v1',
  z.object({ clientId: id, grade: z.enum(['A', 'B', 'C', 'D']), gradedOn: date, overdueDays: z.int().min(0) }),
  { summary: 'The credit grade of a client changed.' },
);
