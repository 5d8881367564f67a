import { connectionOf, type PageArguments, toGraphMoney, typedPageOf } from '@shouwen/subgraph';
import { explained } from '../explained.ts';
import { fromGraphName, idOrNull, toGraphName } from '../graphNames.ts';
import { monthArgument } from '../ledger/index.ts';
import type { Objection } from './objection.ts';
import type { Statement, StatementLine } from './statement.ts';
import type { StatementContext } from './statementLoaders.ts';
import { listObjections, listStatements, pageOfLines } from './statementQueries.ts';

type Optional<T> = T | null | undefined;
type StatementsArguments = PageArguments & {
  readonly siteId?: Optional<string>;
  readonly staffId?: Optional<string>;
  readonly month?: Optional<string>;
  readonly state?: Optional<string>;
};

const stub = (id: string | null) => (id === null ? null : { id });
const step = (by: string | null, at: Date | null) => (by === null || at === null ? null : { by: { id: by }, at });
const money = (fen: number | null) => (fen === null ? null : toGraphMoney(fen));
const explanation = ({ explanationId }: { explanationId: string }, _: unknown, { loaders }: StatementContext) =>
  explained(loaders.explanations, explanationId);

/** What no id can be finds nothing. */
const isNoId = (id: Optional<string>): boolean => id !== null && id !== undefined && idOrNull(id) === null;
const nameOrNull = (name: Optional<string>): string | null => (name ? fromGraphName(name) : null);

const statements = async (_: unknown, asked: StatementsArguments, { db, viewer }: StatementContext) => {
  const page = typedPageOf(asked, ['time', 'id']);
  const { siteId = null, staffId = null, month = null } = asked;
  const wanted = { siteId, staffId, month: month && monthArgument(month), state: nameOrNull(asked.state), page };
  const none = isNoId(siteId) || isNoId(staffId);
  const rows = none ? [] : await db.read((tx) => listStatements(tx, viewer, wanted));
  return connectionOf(rows, page.limit, ({ draftedAt, id }) => [draftedAt.toISOString(), id]);
};

type ObjectionsArguments = PageArguments & { readonly siteId: string; readonly state?: Optional<string> };

const objections = async (_: unknown, asked: ObjectionsArguments, { db, viewer }: StatementContext) => {
  const page = typedPageOf(asked, ['time', 'id']);
  const { siteId } = asked;
  const wanted = { siteId, state: nameOrNull(asked.state), page };
  const rows = isNoId(siteId) ? [] : await db.read((tx) => listObjections(tx, viewer, wanted));
  return connectionOf(rows, page.limit, ({ contestedAt, id }) => [contestedAt.toISOString(), id]);
};

/** Statements and objections, each to those who may see them. */
export const statementResolvers = {
  Query: {
    statement: (_: unknown, { id }: { readonly id: string }, { loaders }: StatementContext) =>
      isNoId(id) ? null : loaders.statements.load(id),
    statements,
    objections,
  },
  Statement: {
    site: ({ siteId }: Statement) => stub(siteId),
    staff: ({ staffId }: Statement) => stub(staffId),
    state: ({ state }: Statement) => toGraphName(state),
    total: ({ totalFen }: Statement) => toGraphMoney(totalFen),
    paid: ({ paidFen }: Statement) => money(paidFen),
    carriedOver: ({ carriedFen }: Statement) => money(carriedFen),
    drafted: ({ draftedBy, draftedAt }: Statement) => step(draftedBy, draftedAt),
    checked: ({ checkedBy, checkedAt }: Statement) => step(checkedBy, checkedAt),
    approved: ({ approvedBy, approvedAt }: Statement) => step(approvedBy, approvedAt),
    settled: ({ paidBy, paidAt }: Statement) => step(paidBy, paidAt),
    lines: async ({ id }: Statement, asked: PageArguments, { db }: StatementContext) => {
      const page = typedPageOf(asked, ['id']);
      const rows = await db.read((tx) => pageOfLines(tx, id, page));
      return connectionOf(rows, page.limit, (line) => [line.id]);
    },
    explanation,
  },
  StatementLine: {
    kind: ({ kind }: StatementLine) => toGraphName(kind),
    deal: ({ dealId }: StatementLine) => stub(dealId),
    fine: ({ source, sourceId }: StatementLine, _: unknown, { loaders }: StatementContext) =>
      source === 'deduction' ? loaders.fines.load(sourceId) : null,
    carriedFrom: ({ source, sourceId }: StatementLine, _: unknown, { loaders }: StatementContext) =>
      source === 'carry-over' ? loaders.statements.load(sourceId) : null,
    amount: ({ amountFen }: StatementLine) => toGraphMoney(amountFen),
    state: ({ state }: StatementLine) => toGraphName(state),
    objections: ({ id }: StatementLine, _: unknown, { loaders }: StatementContext) => loaders.objectionsOfLine.load(id),
    explanation,
  },
  Objection: {
    line: ({ lineId }: Objection, _: unknown, { loaders }: StatementContext) => loaders.statementLines.load(lineId),
    staff: ({ staffId }: Objection) => stub(staffId),
    state: ({ state }: Objection) => toGraphName(state),
    ruledBy: ({ ruledBy }: Objection) => stub(ruledBy),
    correct: ({ correctFen }: Objection) => money(correctFen),
    explanation,
  },
};
