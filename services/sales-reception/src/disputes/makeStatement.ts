import { appendAudit, type CommandResult, done } from '@shouwen/access';
import { firstRefusal, type Requirement } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { type Dispute, type DisputeRefusal, disputeRefusal, isSide, type Statement, stillOpen } from './dispute.ts';
import { statementsOf } from './disputeQueries.ts';
import { insertStatement } from './disputeStore.ts';
import { type InDispute, inDispute, refuseIn } from './inDispute.ts';
import type { DisputeDone } from './openDispute.ts';

export type MakeStatement = InDispute & {
  readonly said: string;
  /** True to add to a statement made before. */
  readonly addition: boolean;
};

type StatementFacts = Pick<MakeStatement, 'said' | 'addition'> & {
  readonly dispute: Dispute;
  readonly by: string;
  readonly statements: readonly Statement[];
};

/** SR-7.04: each side tells its case once, and amends it by additions, while the dispute is open. */
export const statementRequirements: readonly Requirement<StatementFacts, DisputeRefusal>[] = [
  ({ dispute, by }) =>
    isSide(dispute, by) ? null : disputeRefusal('NOT_A_PARTY', '仅限争议双方。', 'Only the two sides.'),
  ({ dispute }) => stillOpen(dispute),
  ({ said }) =>
    said.trim() !== '' && said.length <= 4000
      ? null
      : disputeRefusal('BAD_INPUT', '陈述须有内容，不超过4000字。', 'A statement has between 1 and 4000 characters.'),
  ({ by, addition, statements }) => {
    const stated = statements.some(({ staffId }) => staffId === by);
    if (stated === addition) return null;
    return addition
      ? disputeRefusal('NOT_STATED', '尚未陈述，无从补充。', 'There is no statement yet to add to.')
      : disputeRefusal('ALREADY_STATED', '已陈述过，只能补充。', 'The statement is made; it can only be added to.');
  },
];

/** SR-7.04: a side writes its statement, or an addition to it. @throws NotFound */
export const makeStatement = (context: BareContext, input: MakeStatement): Promise<CommandResult<DisputeDone>> =>
  inDispute(context, { name: 'makeStatement', input }, async (tx, { dispute, by }) => {
    const { viewer, now: at, newId } = context;
    const { disputeId, siteId } = dispute;
    const { said, addition } = input;
    const statements = await statementsOf(tx, [disputeId]);
    const refusal = firstRefusal(statementRequirements, { said, addition, dispute, by, statements });
    if (refusal) return refuseIn(dispute, refusal, at);
    await insertStatement(tx, { statementId: newId(), disputeId, staffId: by, madeAt: at, addition, said });
    const resource = { type: 'Dispute', id: disputeId };
    await appendAudit(tx, { at, actor: viewer, siteId, action: 'dispute.state', resource, decision: 'allowed' });
    return done({ disputeId });
  });
