/** Every step in the life of a deal (SR-9.02), before and after it is closed. */
export const stepNames = [
  'earnest-money',
  'earnest-money-returned',
  'deposit',
  'contract-drawn',
  'contract-checked',
  'contract-returned',
  'contract-fault-found',
  'contract-signed',
  'payment',
  'filed',
  'handed-over',
  'unit-swapped',
  'buyer-changed',
  'cancelled',
] as const;
export type StepName = (typeof stepNames)[number];

/** A paper by what it is and the number it bears; the file itself is not kept here. */
export type Paper = { readonly kind: string; readonly reference: string };

/** One step: when it happened, when and by whom it was written down, its papers, and why it was allowed. */
export type DealStep = {
  readonly dealId: string;
  readonly step: StepName;
  readonly happenedAt: Date;
  readonly recordedAt: Date;
  /** `staff:…` */
  readonly by: string;
  readonly papers: readonly Paper[];
  readonly explanationId: string;
};
