import {
  appendAudit,
  type CommandResult,
  can,
  done,
  NotFound,
  refusedWith,
  runCommand,
  saveExplanation,
} from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { type Explanation, siteDate } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { lockClient, standingFor, transferClaim } from '../../ownership/index.ts';
import { sitePoliciesOf } from '../../policies/index.ts';
import { consultantsOf } from '../../projections/index.ts';
import { type Distributed, type DistributionFacts, decideDistribution, type Given } from './distribute.decision.ts';
import type { ListDone } from './enterList.ts';
import { type CampaignList, clientsOfList, findList, givenBefore, lockLists, saveDistribution } from './listStore.ts';

export type DistributeList = {
  readonly idempotencyKey: string;
  readonly listId: string;
  readonly participants: readonly string[];
};

/**
 * SR-7.06: distributes an entered list evenly among those who took part, and makes the clients theirs. Needs `campaign.distribute` at
 * the list's site. @throws NotFound as if there were no such list
 */
export const distributeCampaignList = (
  context: BareContext,
  { idempotencyKey, ...input }: DistributeList,
): Promise<CommandResult<ListDone>> =>
  runCommand({ ...context, name: 'distributeCampaignList', idempotencyKey, input }, async (tx) => {
    const { viewer, now: at, newId } = context;
    const seen = await findList(tx, input.listId);
    if (!seen || !can(viewer, 'campaign.distribute', seen.siteId)) throw new NotFound();
    const { siteId, listId } = seen;
    await lockLists(tx, siteId);
    const list = (await findList(tx, listId)) ?? seen;
    const decision = decideDistribution(await loadFacts(tx, list, { participants: input.participants, at }));
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const [{ given }] = decision.events as [Distributed];
    const { explanation } = decision;
    const explanationId = newId();
    const resource = { type: 'CampaignList', id: listId };
    await saveExplanation(tx, { id: explanationId, subject: resource, siteId, explanation });
    await saveDistribution(tx, listId, { given, participants: input.participants, at, explanationId });
    await giveClients(tx, context, { list, given, explanation });
    await appendAudit(tx, { at, actor: viewer, siteId, action: 'campaign.distribute', resource, decision: 'allowed' });
    return done({ listId });
  });

type Asked = { readonly participants: readonly string[]; readonly at: Date };

const loadFacts = async (tx: Tx, list: CampaignList, { participants, at }: Asked): Promise<DistributionFacts> => {
  const { siteId, listId } = list;
  const { zone } = await sitePoliciesOf(tx, siteId);
  const clientIds = (await clientsOfList(tx, listId)).map(({ clientId }) => clientId);
  const owned: string[] = [];
  // Always in the same order, so that two who lock several clients never wait for each other.
  for (const clientId of [...clientIds].sort()) {
    await lockClient(tx, { siteId, clientId });
    const { kind } = await standingFor(tx, { siteId, clientId, now: at });
    if (kind === 'OWNED' || kind === 'BUYER') owned.push(clientId);
  }
  const before = await givenBefore(tx, siteId);
  return {
    ...{ clientIds, owned, distributedAt: at, alreadyDistributed: list.distributedAt !== null },
    participants: participants.map((staffId) => ({ staffId, hadBefore: before.get(staffId) ?? 0 })),
    roster: await consultantsOf(tx, siteId, siteDate(at, zone)),
  };
};

type Giving = { readonly list: CampaignList; readonly given: readonly Given[]; readonly explanation: Explanation };

const giveClients = async (
  tx: Tx,
  { now: at, newId }: BareContext,
  { list: { siteId, listId: sourceId }, given, explanation }: Giving,
): Promise<void> => {
  const why = { reason: 'transferred', rules: ['SR-7.06'], explanation, sourceId, window: 'anew' } as const;
  for (const { clientId, staffId: to } of given)
    await transferClaim(tx, { siteId, clientId, to, sharing: null, ...why, at, newId });
};
