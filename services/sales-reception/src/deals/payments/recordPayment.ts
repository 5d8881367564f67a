import type { CommandResult } from '@shouwen/access';
import type { DealContext, DealRecorded } from '../dealContext.ts';
import { changeDeal } from '../dealStore.ts';
import { actOnDeal, type StepInput } from '../steps/actOnSale.ts';
import type { PaymentKind } from './payment.ts';
import { paidAs, recordPaid } from './paymentStore.ts';
import { decidePayment } from './recordPayment.decision.ts';

export type RecordPayment = StepInput & { readonly kind: PaymentKind; readonly amountFen: number };

/** SR-9.02: money of the buyer came in, or was paid back (negative). Needs `payment.record` at the site. @throws NotFound */
export const recordPayment = (context: DealContext, input: RecordPayment): Promise<CommandResult<DealRecorded>> => {
  const { kind, amountFen } = input;
  return actOnDeal(context, {
    name: 'recordPayment',
    step: 'payment',
    permission: 'payment.record',
    input,
    decide: async (tx, { deal, time }) => {
      const paidAsFen = await paidAs(tx, deal.dealId, kind);
      return decidePayment({ deal, kind, amountFen, paidAsFen, receivedAt: time.at });
    },
    save: async (tx, { deal, time }, event) => {
      await changeDeal(tx, deal, event);
      const { dealId, siteId } = deal;
      const received = { receivedAt: time.at, receivedOn: time.on };
      const payment = { paymentId: context.newId(), dealId, siteId, kind, amountFen, ...received };
      await recordPaid(tx, payment, { at: context.now, newId: context.newId });
    },
  });
};
