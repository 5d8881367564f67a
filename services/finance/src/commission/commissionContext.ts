/** What the use cases of commission need besides the transaction. */
export type CommissionContext = { readonly newId: () => string };

/** A deal that was told to finance cannot be paid for; the event is kept as a dead letter until somebody looks at it. */
export class CommissionNotPayable extends Error {
  override readonly name = 'CommissionNotPayable';
}
