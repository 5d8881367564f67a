import type { Tx } from '@shouwen/database';
import type { CommissionContext } from '../commissionContext.ts';
import { lockDeal } from '../commissionStore.ts';
import { insertContract, insertPayment } from './dealProgressStore.ts';
import { laterOf, repost } from './repost.ts';

export type Contracted = { readonly dealId: string; readonly contractedAt: Date };

/** FI-1.01: the contract is signed: what waits for it is due. Told again, or of a deal that is not closed yet, it posts nothing. */
export const contractSigned = async (
  tx: Tx,
  { dealId, contractedAt: at }: Contracted,
  context: CommissionContext,
): Promise<void> => {
  if (await insertContract(tx, dealId, at))
    await postDue(tx, { dealId, at, cause: `deal:${dealId}:contracted` }, context);
};

export type PaymentReceived = {
  readonly dealId: string;
  readonly paymentId: string;
  /** Negative: paid back. */
  readonly amountFen: number;
  readonly receivedAt: Date;
};

/**
 * FI-1.01: cash came in: by the scheme `cash` the part of the commission is due that all cash received is of the price; cash paid
 * back takes that part back.
 */
export const paymentReceived = async (tx: Tx, payment: PaymentReceived, context: CommissionContext): Promise<void> => {
  const { dealId, paymentId, receivedAt: at } = payment;
  if (await insertPayment(tx, payment)) await postDue(tx, { dealId, at, cause: `deal-payment:${paymentId}` }, context);
};

type Due = { readonly dealId: string; readonly at: Date; readonly cause: string };

const postDue = async (tx: Tx, { dealId, at, cause }: Due, context: CommissionContext): Promise<void> => {
  const deal = await lockDeal(tx, dealId);
  if (!deal || deal.state === 'cancelled') return;
  await repost(tx, deal, { kind: 'due', at: laterOf(at, deal.closedAt), rules: [], cause }, context);
};
