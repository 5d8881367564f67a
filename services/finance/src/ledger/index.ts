export { type AccountKind, type AccountRef, raiseBy } from './account.ts';
export { decideReversal, type PostedTransaction, type Reversed } from './decideReversal.decision.ts';
export { ledgerResolvers } from './ledger.resolvers.ts';
export { ledgerMigrations } from './ledgerMigrations.ts';
export { lockBalance, openBook, standingTransactions, timeZoneOf } from './ledgerStore.ts';
export type { Month } from './month.ts';
export { monthArgument } from './monthArgument.ts';
export { type Posting, postTransaction } from './postTransaction.ts';
export { differenceOf, type Entry, type TransactionDraft, type TransactionKind } from './transaction.ts';
