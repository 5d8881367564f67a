/** For what the buyer pays. Earnest money (诚意金) comes before the deal; instalment: any part of the price, a down payment too. */
export const paymentKinds = ['earnest-money', 'deposit', 'instalment', 'mortgage'] as const;
export type PaymentKind = (typeof paymentKinds)[number];

/** Money that came in, or was paid back when negative. */
export type Payment = {
  readonly paymentId: string;
  readonly dealId: string;
  readonly siteId: string;
  readonly kind: PaymentKind;
  readonly amountFen: number;
  readonly receivedAt: Date;
  readonly receivedOn: string;
};
