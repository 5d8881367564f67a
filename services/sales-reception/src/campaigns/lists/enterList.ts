import {
  appendAudit,
  BadInput,
  type CommandResult,
  demand,
  demandStaff,
  done,
  refusedWith,
  runCommand,
  saveExplanation,
} from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { reasoning, text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { clientsKnown } from '../../projections/index.ts';
import { demandDepartment } from '../department.ts';
import { insertList } from './listStore.ts';

export type EnterList = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly department: string;
  readonly clientIds: readonly string[];
};
export type ListDone = { readonly listId: string };
type Input = Omit<EnterList, 'idempotencyKey'>;

/** SR-7.06: the clients that a department's campaign won are entered centrally. Needs `campaign.distribute` at the site. */
export const enterCampaignList = (
  context: BareContext,
  { idempotencyKey, ...input }: EnterList,
): Promise<CommandResult<ListDone>> => {
  demand(context.viewer, 'campaign.distribute', input.siteId);
  demandDepartment(input.department);
  const { clientIds } = input;
  if (clientIds.length === 0 || clientIds.length > 500 || new Set(clientIds).size !== clientIds.length)
    throw new BadInput(
      text('名单须有1至500名客户，不得重复。', 'A list has 1 to 500 clients, each once.'),
      'clientIds',
    );
  return runCommand({ ...context, name: 'enterCampaignList', idempotencyKey, input }, (tx) =>
    enterIn(tx, context, input),
  );
};

const enterIn = async (tx: Tx, context: BareContext, input: Input): Promise<CommandResult<ListDone>> => {
  const { viewer, now: at, newId } = context;
  const { siteId, department, clientIds } = input;
  const unknown = await clientsKnown(tx, clientIds);
  if (unknown) return refusedWith(unknown, reasoning(at).explain('REFUSED', unknown.message));
  const [listId, explanationId] = [newId(), newId()];
  const why = reasoning(at).apply('SR-7.06').fact('department', department).fact('clients', clientIds.length);
  const explanation = why.explain(
    'ENTERED',
    text('名单已集中录入，待分配。', 'The list is entered, to be distributed.'),
  );
  const resource = { type: 'CampaignList', id: listId };
  await saveExplanation(tx, { id: explanationId, subject: resource, siteId, explanation });
  const entered = { listId, siteId, department, enteredBy: demandStaff(viewer).staffId, enteredAt: at, explanationId };
  await insertList(tx, { ...entered, participants: null, distributedAt: null }, clientIds);
  await appendAudit(tx, { at, actor: viewer, siteId, action: 'campaign.enter', resource, decision: 'allowed' });
  return done({ listId });
};
