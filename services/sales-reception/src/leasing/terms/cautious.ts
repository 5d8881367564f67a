import type { LeasingPolicy } from '../../policies/index.ts';

/** What is offered for sale or for rent, with what comes on top of it. Amounts in fen. */
export type Asked = {
  readonly kind: 'sale' | 'rent';
  readonly amountFen: number;
  readonly managementFeeFen: number | null;
};

/** A quote that keeps something back; `managementFeeFen` null: not told. */
export type CautiousQuote = { readonly amountFen: number; readonly managementFeeFen: number | null };

/**
 * SR-10.05, SR-10.06: the cautious quote. Rounded up to the step of the policy, or the list price alone: no discount, no other charge.
 */
export const cautiousQuote = ({ kind, amountFen, managementFeeFen }: Asked, policy: LeasingPolicy): CautiousQuote => {
  if (policy['quote.cautious'] === 'list-price-only') return { amountFen, managementFeeFen: null };
  const step = policy[kind === 'rent' ? 'quote.cautiousRentStepFen' : 'quote.cautiousPriceStepFen'];
  return { amountFen: Math.ceil(amountFen / step) * step, managementFeeFen };
};
