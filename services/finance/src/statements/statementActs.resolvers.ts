import { BadInput, type CommandResult, demandStaff, NotFound } from '@shouwen/access';
import { text } from '@shouwen/kernel';
import { toGraphRefusal } from '@shouwen/subgraph';
import { idOrNull } from '../graphNames.ts';
import { monthArgument } from '../ledger/index.ts';
import { type ContestLineInput, contestLine, type LineContested } from './contestLine.ts';
import { type DraftStatementsInput, draftStatements, type StatementsDrafted } from './draftStatements.ts';
import { type MoveStatementInput, moveStatement, type StatementMoved } from './moveStatement.ts';
import { payStatement } from './payStatement.ts';
import { type RuledObjection, ruleObjection } from './ruleObjection.ts';
import type { Statement } from './statement.ts';
import type { StatementContext } from './statementLoaders.ts';

type Input<I> = { readonly input: I };
type Ruling = {
  readonly idempotencyKey: string;
  readonly objectionId: string;
  readonly correct?: number | null;
  readonly ruling: string;
};

const toGraphResult = <T extends object>(typename: string, answer: CommandResult<T>) =>
  answer.outcome === 'refused'
    ? toGraphRefusal(answer.refusal, answer.explanation)
    : { __typename: typename, ...answer.result };

/** A thing that cannot exist is not found, but only by those who are signed in. @throws NotSignedIn, NotFound */
const demandThing = ({ viewer }: StatementContext, id: string): void => {
  demandStaff(viewer);
  if (idOrNull(id) === null) throw new NotFound();
};

const stepOf =
  (
    typename: string,
    take: (context: StatementContext, input: MoveStatementInput) => Promise<CommandResult<StatementMoved>>,
  ) =>
  async (_: unknown, { input }: Input<MoveStatementInput>, context: StatementContext) => {
    demandThing(context, input.statementId);
    return toGraphResult(typename, await take(context, input));
  };

const statementOf = ({ statementId }: StatementMoved, _: unknown, { loaders }: StatementContext) =>
  loaders.statements.load(statementId);

const objectionOf = ({ objectionId }: LineContested | RuledObjection, _: unknown, { loaders }: StatementContext) =>
  loaders.objections.load(objectionId);

/** What may be done with statements. */
export const statementActResolvers = {
  Mutation: {
    draftStatements: async (_: unknown, { input }: Input<DraftStatementsInput>, context: StatementContext) => {
      demandThing(context, input.siteId);
      const staffId = input.staffId ?? null;
      if (staffId !== null && idOrNull(staffId) === null)
        throw new BadInput(text('编号无效。', 'This is not an id.'), 'staffId');
      const month = monthArgument(input.month);
      return toGraphResult('StatementsDrafted', await draftStatements(context, { ...input, month, staffId }));
    },
    checkStatement: stepOf('StatementChecked', moveStatement('check')),
    approveStatement: stepOf('StatementApproved', moveStatement('approve')),
    returnStatement: stepOf('StatementReturned', moveStatement('return')),
    payStatement: stepOf('StatementPaid', payStatement),
    contestLine: async (_: unknown, { input }: Input<ContestLineInput>, context: StatementContext) => {
      demandThing(context, input.lineId);
      return toGraphResult('LineContested', await contestLine(context, input));
    },
    ruleObjection: async (_: unknown, { input }: Input<Ruling>, context: StatementContext) => {
      demandThing(context, input.objectionId);
      const { correct = null, ...asked } = input;
      return toGraphResult('ObjectionRuled', await ruleObjection(context, { ...asked, correctFen: correct }));
    },
  },
  StatementsDrafted: {
    statements: async ({ statementIds }: StatementsDrafted, _: unknown, { loaders }: StatementContext) =>
      (await loaders.statements.loadMany([...statementIds])).filter((one): one is Statement => one !== null),
  },
  StatementChecked: { statement: statementOf },
  StatementApproved: { statement: statementOf },
  StatementReturned: { statement: statementOf },
  StatementPaid: { statement: statementOf },
  LineContested: { objection: objectionOf },
  ObjectionRuled: { objection: objectionOf },
};
