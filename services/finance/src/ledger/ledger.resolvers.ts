import { BadInput, type CommandResult, NotFound } from '@shouwen/access';
import { text } from '@shouwen/kernel';
import { connectionOf, type GraphContext, pageOf, toGraphMoney, toGraphRefusal } from '@shouwen/subgraph';
import { type ExplanationLoader, explained } from '../explained.ts';
import { cursorId, fromGraphName, idOrNull, toGraphName } from '../graphNames.ts';
import { type AccountKind, naturalFen } from './account.ts';
import { type ClosedMonth, type CloseMonthInput, closeMonth } from './closeMonth.ts';
import {
  type Account,
  type AccountWanted,
  accountSeenBy,
  balanceAt,
  type EntryRow,
  entriesOf,
} from './ledgerQueries.ts';
import { monthArgument } from './monthArgument.ts';

type Context = GraphContext<{ readonly explanations: ExplanationLoader }>;
type AccountAtTime = Account & { readonly at: Date };
type AccountInput = {
  readonly id?: string | null;
  readonly kind?: string | null;
  readonly siteId?: string | null;
  readonly holderId?: string | null;
};
type PageArguments = { readonly first?: number | null; readonly after?: string | null };

const stub = (id: string | null) => (id === null ? null : { id });

const wantedOf = ({ id, kind, siteId, holderId }: AccountInput): AccountWanted | null => {
  if (id) return idOrNull(id) === null ? null : { id };
  if (!kind || !siteId) {
    throw new BadInput(text('须给出账户编号，或科目与案场。', 'Give an id, or a kind and a site.'), 'account');
  }
  const site = idOrNull(siteId);
  if (site === null || (holderId != null && idOrNull(holderId) === null)) return null;
  return { kind: fromGraphName<AccountKind>(kind), siteId: site, holderId: holderId ?? null };
};

const toGraphResult = (answer: CommandResult<ClosedMonth>) =>
  answer.outcome === 'refused'
    ? toGraphRefusal(answer.refusal, answer.explanation)
    : { __typename: 'MonthClosed', ...answer.result };

/** The ledger part of the graph. */
export const ledgerResolvers = {
  Query: {
    ledgerAccount: async (
      _: unknown,
      { account, at }: { readonly account: AccountInput; readonly at?: Date | null },
      { db, viewer, now }: Context,
    ): Promise<AccountAtTime | null> => {
      const wanted = wantedOf(account);
      const found = wanted && (await db.read((tx) => accountSeenBy(tx, viewer, wanted)));
      return found && { ...found, at: at ?? now };
    },
  },
  Mutation: {
    closeMonth: async (_: unknown, { input }: { readonly input: CloseMonthInput }, context: Context) => {
      if (idOrNull(input.siteId) === null) throw new NotFound();
      return toGraphResult(await closeMonth(context, { ...input, month: monthArgument(input.month) }));
    },
  },
  LedgerAccount: {
    kind: ({ kind }: Account) => toGraphName(kind),
    site: ({ siteId }: Account) => stub(siteId),
    holder: ({ holderId }: Account) => stub(holderId),
    balance: async (account: AccountAtTime, _: unknown, { db }: Context) =>
      toGraphMoney(await db.read((tx) => balanceAt(tx, account, account.at))),
    entries: async (account: AccountAtTime, page: PageArguments, { db }: Context) => {
      const { limit, after } = pageOf(page, 1);
      const wanted = { at: account.at, after: cursorId(after), first: limit + 1 };
      const rows = await db.read((tx) => entriesOf(tx, account, wanted));
      return connectionOf(rows, limit, ({ id }) => [id]);
    },
  },
  LedgerEntry: {
    amount: ({ accountKind, amountFen }: EntryRow) => toGraphMoney(naturalFen(accountKind, amountFen)),
    explanation: ({ explanationId }: EntryRow, _: unknown, { loaders }: Context) =>
      explained(loaders.explanations, explanationId),
  },
  MonthClosed: {
    site: ({ siteId }: ClosedMonth) => stub(siteId),
    explanation: ({ explanationId }: ClosedMonth, _: unknown, { loaders }: Context) =>
      explained(loaders.explanations, explanationId),
  },
};
