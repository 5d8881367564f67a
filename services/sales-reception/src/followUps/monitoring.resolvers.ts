import { BadInput, can, demand, demandStaff, Forbidden } from '@shouwen/access';
import { addDays, isUuid, isValidDate, policyAt, siteDate, startOfDay, text } from '@shouwen/kernel';
import { connectionOf, type GraphContext, type PageArguments, pageOf, typedPageOf } from '@shouwen/subgraph';
import { demandIds } from '../demandIds.ts';
import { findSitePolicies, type SalesPolicy } from '../policies/index.ts';
import {
  buyersWithoutContact,
  type NeglectedClient,
  type NeglectPage,
  undealtNotFollowedUp,
} from './neglectQueries.ts';
import { type DueContact, type ListOfDay, listOfDay } from './todaysListQueries.ts';

type Asked = PageArguments & { readonly siteId: string };
type AskedList = Asked & { readonly consultantId?: string | null };
type AskedNeglect = Asked & { readonly days?: number | null };
type Listing = (tx: Parameters<typeof listOfDay>[0], page: NeglectPage) => Promise<NeglectedClient[]>;
type DaysKey = 'followUpCheck.undealtDays' | 'followUpCheck.afterSalesDays';

export const monitoringResolvers = {
  Query: {
    todaysFollowUps: async (_: unknown, asked: AskedList, context: GraphContext) => {
      const consultantId = ownerOfList(asked, context);
      const { limit, after } = pageOf(asked, 4);
      const page = { siteId: asked.siteId, consultantId, limit: limit + 1, after: placeInList(after) };
      const rows = await context.db.read(async (tx) => {
        const site = await findSitePolicies(tx, asked.siteId);
        if (!site) return [];
        const today = siteDate(context.now, site.zone);
        const { 'claim.warningDays': ahead } = policyAt(site.versions, context.now).params;
        return listOfDay(tx, { ...page, today, lapsingThrough: addDays(today, ahead ?? 0) });
      });
      return connectionOf(rows, limit, ({ rank, dueOn, ranked, clientId }) => [rank, dueOn, ranked, clientId]);
    },
    clientsNotFollowedUp: (_: unknown, asked: AskedNeglect, context: GraphContext) =>
      neglected(undealtNotFollowedUp, 'followUpCheck.undealtDays', { asked, context }),
    buyersWithoutContact: (_: unknown, asked: AskedNeglect, context: GraphContext) =>
      neglected(buyersWithoutContact, 'followUpCheck.afterSalesDays', { asked, context }),
  },
  DueContact: {
    client: ({ clientId }: DueContact) => ({ id: clientId }),
    consultant: ({ consultantId }: DueContact) => ({ id: consultantId }),
    kind: ({ kind }: DueContact) => kind.toUpperCase().replace('-', '_'),
  },
  NeglectedClient: {
    client: ({ clientId }: NeglectedClient) => ({ id: clientId }),
    consultant: ({ consultantId }: NeglectedClient) => consultantId && { id: consultantId },
  },
};

/** Whose list: one's own with the right to record follow-ups, anybody's with the right to read them. @throws Forbidden */
const ownerOfList = ({ siteId, consultantId }: AskedList, { viewer }: GraphContext): string => {
  demandIds({ siteId, consultantId });
  const { staffId } = demandStaff(viewer);
  if (can(viewer, 'followUp.read', siteId)) return consultantId ?? staffId;
  demand(viewer, 'followUp.record', siteId);
  if ((consultantId ?? staffId) !== staffId) throw new Forbidden('followUp.read');
  return staffId;
};

/** Rank, date, class and client, as this list writes them into its cursors. @throws BadInput for anything else */
const placeInList = (key: readonly (string | number | null)[] | null): ListOfDay['after'] => {
  if (key === null) return null;
  const [rank, dueOn, ranked, clientId] = key;
  const fine =
    (rank === 1 || rank === 2) && isValidDate(String(dueOn)) && /^[A-E]$/.test(String(ranked)) && isUuid(clientId);
  if (!fine) throw new BadInput(text('页码标记无效。', 'The cursor is not valid.'), 'after');
  return [rank, String(dueOn), String(ranked), String(clientId)];
};

const neglected = async (
  list: Listing,
  key: DaysKey & keyof SalesPolicy,
  { asked, context }: { readonly asked: AskedNeglect; readonly context: GraphContext },
) => {
  const { siteId, days } = asked;
  demandIds({ siteId });
  demand(context.viewer, 'followUp.read', siteId);
  if (days !== null && days !== undefined && !(days >= 1 && days <= 3_650)) throw new BadInput(badDays, 'days');
  const { limit, after } = typedPageOf(asked, ['time', 'id']);
  const rows = await context.db.read(async (tx) => {
    const site = await findSitePolicies(tx, siteId);
    if (!site) return [];
    const today = siteDate(context.now, site.zone);
    // Reached on the 1st, and every 7 days: on the 8th it is time, on the 9th it is too late.
    const since = startOfDay(addDays(today, -(days ?? policyAt(site.versions, context.now).params[key])), site.zone);
    return list(tx, { siteId, today, since, after, limit: limit + 1 });
  });
  return connectionOf(rows, limit, ({ lastContactAt, basisId }) => [lastContactAt.toISOString(), basisId]);
};

const badDays = text('天数须为 1 至 3650。', 'The days are between 1 and 3650.');
