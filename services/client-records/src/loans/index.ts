import type { Feature } from '../department/index.ts';
import { loanResolvers } from './loan.resolvers.ts';
import { loanMigrations } from './loanMigrations.ts';
import { loanDueWork } from './loanStore.ts';

export { enterLoan, signLoan } from './lendFiles.ts';

/** The loan register (CR-4.04, CR-4.05): entered and signed by two, due by the calendar, struck off on return. */
export const loansFeature: Feature = () => ({
  migrations: loanMigrations,
  resolvers: loanResolvers,
  dueWork: loanDueWork,
});
