import { demand, demandIds, sitesWhere } from '@shouwen/access';
import { addDays, siteDate } from '@shouwen/kernel';
import { connectionOf, type GraphContext, toGraphMoney, toGraphName, typedPageOf } from '@shouwen/subgraph';
import { type ClientLoaders, readerAt, readerOf } from '../../clients/index.ts';
import { recordsPolicyAt } from '../../policies/index.ts';
import { yearBefore } from '../review/reviewCalendar.ts';
import { demandSomewhere } from '../tierScope.ts';
import { buyersOf } from './keyClientQueries.ts';
import { type KeyClient, type KeyClientReport, keyClientReport } from './keyClients.ts';

type Context = GraphContext<ClientLoaders>;
type Listed = { readonly atRiskOnly: boolean; readonly first?: number; readonly after?: string };
type Report = KeyClientReport & { readonly from: string; readonly through: string; readonly percent: number };

const report = async (siteId: string | null, context: Context): Promise<Report> => {
  const today = siteDate(context.now);
  // The year until today, today included, and the one before it.
  const { from } = yearBefore(addDays(today, 1));
  const fromBefore = yearBefore(from).from;
  const granted = sitesWhere(context.viewer, 'tier.read');
  const sites = siteId === null ? (granted === '*' ? null : granted) : [siteId];
  const reader = siteId === null ? readerOf(context, 'tier.read') : readerAt(context, siteId, 'tier.read');
  return context.db.read(async (tx) => {
    const { params } = await recordsPolicyAt(tx, siteId, context.now);
    const buyers = await buyersOf(tx, reader, { sites, today, from, fromBefore });
    return {
      ...keyClientReport(buyers, { today, params }),
      from,
      through: today,
      percent: params['keyClients.percent'],
    };
  });
};

export const keyClientResolvers = {
  Query: {
    keyClients: (_: unknown, { siteId = null }: { readonly siteId?: string | null }, context: Context) => {
      if (siteId === null) demandSomewhere(context, 'tier.read');
      else demand(context.viewer, 'tier.read', siteId);
      demandIds({ siteId });
      return report(siteId, context);
    },
  },
  KeyClientReport: {
    sold: ({ soldFen }: Report) => toGraphMoney(soldFen),
    soldByKeyClients: ({ keySoldFen }: Report) => toGraphMoney(keySoldFen),
    clients: ({ clients }: Report, { atRiskOnly, ...asked }: Listed) => {
      const { limit, after } = typedPageOf(asked, ['id']);
      const listed = atRiskOnly ? clients.filter(({ lossSigns }) => lossSigns.length > 0) : clients;
      const from = after === null ? 0 : listed.findIndex(({ clientId }) => clientId === after[0]) + 1;
      return connectionOf(listed.slice(from, from + limit + 1), limit, ({ clientId }) => [clientId]);
    },
  },
  KeyClient: {
    client: async ({ clientId }: KeyClient, _: unknown, { loaders }: Context) =>
      (await loaders.clients.load(clientId)) ?? { id: clientId },
    sold: ({ soldFen }: KeyClient) => toGraphMoney(soldFen),
    soldBefore: ({ soldBeforeFen }: KeyClient) => toGraphMoney(soldBeforeFen),
    lossSigns: ({ lossSigns }: KeyClient) => lossSigns.map(toGraphName),
  },
};
