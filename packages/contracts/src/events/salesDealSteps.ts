import { z } from 'zod';
import { defineEvent } from '../defineEvent.ts';
import { date, fen, id, rules, time } from '../fields.ts';

/** Another unit, another buyer's name, or another price: shares stay, the amount follows (SR-3.17, FI-1.05). */
export const dealTermsChangedV1 = defineEvent(
  'sales-reception.deal.terms-changed.v1',
  z.object({
    dealId: id,
    siteId: id,
    kind: z.enum(['unit-swap', 'name-change', 'price']),
    clientId: id,
    unitId: id,
    product: z.string().min(1),
    priceFen: fen.nonnegative(),
    changedAt: time,
    rules,
  }),
  { summary: 'A closed deal has another unit, buyer or price; these are the terms from now on.' },
);

/** The contract was drawn up by one, checked by another, and signed (SR-9.02, SR-9.04). */
export const dealContractedV1 = defineEvent(
  'sales-reception.deal.contracted.v1',
  z.object({ dealId: id, siteId: id, drawnBy: id, checkedBy: id, contractedAt: time, contractedOn: date }),
  { summary: 'The sale contract of a deal was signed.' },
);

/** The buyer paid something; commissions that are due by cash are due in this proportion (FI-1.01). */
export const dealPaymentReceivedV1 = defineEvent(
  'sales-reception.deal.payment-received.v1',
  z.object({
    dealId: id,
    siteId: id,
    paymentId: id,
    kind: z.enum(['earnest-money', 'deposit', 'instalment', 'mortgage']),
    /** Negative: paid back. */
    amountFen: fen,
    receivedAt: time,
  }),
  { summary: 'Money of the buyer came in, or was paid back.' },
);
