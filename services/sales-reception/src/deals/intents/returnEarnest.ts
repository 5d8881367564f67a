import { type CommandResult, NotFound } from '@shouwen/access';
import type { DealContext, DealRecorded } from '../dealContext.ts';
import { recordPaid } from '../payments/paymentStore.ts';
import { actOnSale, type StepInput } from '../steps/actOnSale.ts';
import { endIntent } from './intentStore.ts';
import { decideReturnEarnest } from './openIntent.decision.ts';

/** SR-9.06: the earnest money is returned and the intent is over. Needs `payment.record` at the site. @throws NotFound */
export const returnEarnest = (context: DealContext, input: StepInput): Promise<CommandResult<DealRecorded>> =>
  actOnSale(context, {
    name: 'returnEarnestMoney',
    step: 'earnest-money-returned',
    permission: 'payment.record',
    input,
    decide: (_, { sale, time }) => {
      if (sale.kind === 'deal') throw new NotFound();
      return decideReturnEarnest({ intent: sale.intent, at: time.at });
    },
    save: async (tx, { sale, time }, { amountFen }) => {
      if (sale.kind === 'deal') return;
      const { dealId, siteId } = sale.intent;
      await endIntent(tx, sale.intent, { state: 'withdrawn', earnest_fen: 0 });
      const received = { amountFen: -amountFen, receivedAt: time.at, receivedOn: time.on };
      const payment = { paymentId: context.newId(), dealId, siteId, kind: 'earnest-money', ...received } as const;
      await recordPaid(tx, payment, { at: context.now, newId: context.newId });
    },
  });
