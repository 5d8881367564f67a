import { can, demandIds, demandStaff } from '@shouwen/access';
import { isUuid } from '@shouwen/kernel';
import {
  connectionOf,
  type ExplanationLoaders,
  explanationOf,
  type GraphContext,
  type PageArguments,
  toGraphName,
  toGraphResult,
  typedPageOf,
} from '@shouwen/subgraph';
import { type ArchiveLoaders, fileForAct } from '../archive/index.ts';
import type { RequestLoaders } from '../requests/index.ts';
import { enterLoan, type LendFiles, type LoansDone, signLoan } from './lendFiles.ts';
import { type Loan, loanStateAt } from './loan.ts';
import { lateLoansOfDepartments, loanRegister, loansOfBorrower } from './loanQueries.ts';
import { loansOfRequest } from './loanStore.ts';
import { type StrikeOff, strikeOffLoan } from './strikeOffLoan.ts';

type Context = GraphContext<ArchiveLoaders & RequestLoaders & ExplanationLoaders>;
type Asked<Input> = { readonly input: Input };
type Register = PageArguments & { readonly siteId: string; readonly overdueOnly: boolean };

const pageOf = (asked: PageArguments) => {
  const { limit, after } = typedPageOf(asked, ['time', 'id']);
  const connect = (rows: readonly Loan[]) =>
    connectionOf(rows, limit, ({ enteredAt, id }) => [enteredAt.toISOString(), id]);
  return { page: { after, limit: limit + 1 }, connect };
};

export const loanResolvers = {
  Query: {
    loanRegister: async (_: unknown, { siteId, overdueOnly, ...asked }: Register, { viewer, db, now }: Context) => {
      demandStaff(viewer);
      const { page, connect } = pageOf(asked);
      if (!isUuid(siteId) || !can(viewer, 'loan.read', siteId)) return connect([]);
      return connect(await db.read((tx) => loanRegister(tx, { siteId, overdueOnly, now }, page)));
    },
    myLoans: async (_: unknown, asked: PageArguments, { viewer, db }: Context) => {
      const { staffId } = demandStaff(viewer);
      const { page, connect } = pageOf(asked);
      return connect(await db.read((tx) => loansOfBorrower(tx, staffId, page)));
    },
    lateLoansOfMyDepartment: async (_: unknown, asked: PageArguments, { viewer, db, loaders }: Context) => {
      demandStaff(viewer);
      const { page, connect } = pageOf(asked);
      const reader = await loaders.requestReader();
      return connect(await db.read((tx) => lateLoansOfDepartments(tx, reader, page)));
    },
  },
  Mutation: {
    enterLoan: async (_: unknown, { input }: Asked<LendFiles>, context: Context) => {
      demandIds({ requestId: input.requestId });
      return toGraphResult('LoansDone', await enterLoan(context, input));
    },
    signLoan: async (_: unknown, { input }: Asked<LendFiles>, context: Context) => {
      demandIds({ requestId: input.requestId });
      return toGraphResult('LoansDone', await signLoan(context, input));
    },
    strikeOffLoan: async (_: unknown, { input }: Asked<StrikeOff>, context: Context) => {
      demandIds({ loanId: input.loanId });
      return toGraphResult('LoansDone', await strikeOffLoan(context, { ...input, condition: input.condition ?? null }));
    },
  },
  LoansDone: {
    loans: async ({ requestId, loanIds }: LoansDone, _: unknown, { db }: Context) =>
      (await db.read((tx) => loansOfRequest(tx, requestId))).filter(({ id }) => loanIds.includes(id)),
    explanation: ({ explanationId }: LoansDone, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, explanationId),
  },
  Loan: {
    site: ({ siteId }: Loan) => ({ id: siteId }),
    file: ({ fileId }: Loan, _: unknown, { loaders }: Context) => loaders.files.load(fileId),
    indexNumber: async (loan: Loan, _: unknown, { viewer, db, loaders }: Context) => {
      const known = await loaders.files.load(loan.fileId);
      const has = viewer.kind === 'staff' && viewer.staffId === loan.borrowerId && loan.returnedAt === null;
      if (known || !has) return known?.indexNumber ?? null;
      return (await db.read((tx) => fileForAct(tx, loan.fileId)))?.indexNumber ?? null;
    },
    borrower: ({ borrowerId }: Loan) => ({ id: borrowerId }),
    enteredBy: ({ enteredBy }: Loan) => ({ id: enteredBy }),
    returnedBy: ({ returnedBy }: Loan) => (returnedBy === null ? null : { id: returnedBy }),
    state: (loan: Loan, _: unknown, { now }: Context) => toGraphName(loanStateAt(loan, now)),
    explanation: ({ explanationId }: Loan, _: unknown, { loaders }: Context) => explanationOf(loaders, explanationId),
  },
};
