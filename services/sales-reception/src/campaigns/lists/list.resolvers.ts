import { type CommandResult, can, NotFound } from '@shouwen/access';
import { isUuid } from '@shouwen/kernel';
import type { GraphContext } from '@shouwen/subgraph';
import { demandIds } from '../../demandIds.ts';
import { type ExplanationLoaders, explanationOf } from '../../explained.ts';
import { toGraphResult } from '../../toGraphResult.ts';
import { type DistributeList, distributeCampaignList } from './distributeList.ts';
import { type EnterList, enterCampaignList, type ListDone } from './enterList.ts';
import { type CampaignList, clientsOfList, findList, type ListedClient } from './listStore.ts';

type Context = GraphContext<ExplanationLoaders>;
type Asked<Input> = { readonly input: Input };

const seeList = async (id: string, { db, viewer }: Context): Promise<CampaignList | null> => {
  const list = isUuid(id) ? await db.read((tx) => findList(tx, id)) : null;
  if (!list) return null;
  const tookPart = viewer.kind === 'staff' && (list.participants ?? []).includes(viewer.staffId);
  return tookPart || can(viewer, 'campaign.distribute', list.siteId) ? list : null;
};

const toGraph = (answer: CommandResult<ListDone>) => toGraphResult('CampaignListDone', answer);

const demandAll = (field: string, ids: readonly string[]): void => {
  for (const id of ids) demandIds({ [field]: id });
};

export const listResolvers = {
  Query: { campaignList: (_: unknown, { id }: { readonly id: string }, context: Context) => seeList(id, context) },
  Mutation: {
    enterCampaignList: async (_: unknown, { input }: Asked<EnterList>, context: Context) => {
      demandIds({ siteId: input.siteId });
      demandAll('clientIds', input.clientIds);
      return toGraph(await enterCampaignList(context, input));
    },
    distributeCampaignList: async (_: unknown, { input }: Asked<DistributeList>, context: Context) => {
      if (!isUuid(input.listId)) throw new NotFound();
      demandAll('participants', input.participants);
      return toGraph(await distributeCampaignList(context, input));
    },
  },
  CampaignListDone: { list: ({ listId }: ListDone, _: unknown, context: Context) => seeList(listId, context) },
  CampaignList: {
    id: ({ listId }: CampaignList) => listId,
    site: ({ siteId }: CampaignList) => ({ id: siteId }),
    enteredBy: ({ enteredBy }: CampaignList) => ({ id: enteredBy }),
    participants: ({ participants }: CampaignList) => participants?.map((id) => ({ id })) ?? null,
    clients: ({ listId }: CampaignList, _: unknown, { db }: Context) => db.read((tx) => clientsOfList(tx, listId)),
    explanation: ({ explanationId }: CampaignList, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, explanationId),
  },
  CampaignClient: {
    client: ({ clientId }: ListedClient) => ({ id: clientId }),
    consultant: ({ staffId }: ListedClient) => (staffId === null ? null : { id: staffId }),
  },
};
