export { type AccountKind, type AccountRef, accountKey, raiseBy } from './account.ts';
export { decideReversal, type PostedTransaction, type Reversed } from './decideReversal.decision.ts';
export { ledgerResolvers } from './ledger.resolvers.ts';
export { ledgerMigrations } from './ledgerMigrations.ts';
export { isSiteKnown, lockBalance, openBook, standingTransactions, timeZoneOf } from './ledgerStore.ts';
export { firstDayAfter, type Month, monthOf } from './month.ts';
export { monthArgument } from './monthArgument.ts';
export { type Posting, postTransaction } from './postTransaction.ts';
export { dealKinds, differenceOf, type Entry, type TransactionDraft, type TransactionKind } from './transaction.ts';
