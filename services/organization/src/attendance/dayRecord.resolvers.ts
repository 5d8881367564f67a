import { can, demandStaff } from '@shouwen/access';
import { isUuid } from '@shouwen/kernel';
import {
  type BareContext,
  connectionOf,
  type GraphContext,
  loaderOf,
  type PageArguments,
  typedPageOf,
} from '@shouwen/subgraph';
import { possibleIds } from '../inputIds.ts';
import { type DayRecords, dayRecordsByIds, dayRecordsOf, type RecordsWanted } from './dayRecordQueries.ts';

type SiteList = PageArguments & {
  readonly siteId: string;
  readonly staffId?: string | null;
  readonly from?: string | null;
  readonly through?: string | null;
};

/** How records of attendance are listed: those of a site for whoever keeps them, and one's own; and how they are loaded by id. */
export const recordLists = <Row extends { readonly id: string }>(records: DayRecords) => {
  const pageFor = async (
    { db, viewer }: BareContext,
    wanted: Partial<Omit<RecordsWanted, 'page'>> | null,
    args: PageArguments,
  ) => {
    const page = typedPageOf(args, ['id']);
    const all = { siteId: null, staffId: null, from: null, through: null, page };
    const rows = wanted ? await db.read((tx) => dayRecordsOf<Row>(tx, { viewer, records }, { ...all, ...wanted })) : [];
    return connectionOf(rows, page.limit, ({ id }) => [id]);
  };
  return {
    loader: ({ db, viewer }: BareContext) =>
      loaderOf<Row>(
        (ids) => db.read((tx) => dayRecordsByIds<Row>(tx, { viewer, records }, possibleIds(ids))),
        ({ id }) => id,
      ),
    atSite: (_: unknown, { siteId, staffId = null, from, through, ...page }: SiteList, context: GraphContext) => {
      const may = isUuid(siteId) && can(context.viewer, records.permission, siteId);
      const person = staffId === null || isUuid(staffId);
      const days = { from: from ?? null, through: through ?? null };
      return pageFor(context, may && person ? { siteId, staffId, ...days } : null, page);
    },
    own: (_: unknown, page: PageArguments, context: GraphContext) =>
      pageFor(context, { staffId: demandStaff(context.viewer).staffId }, page),
  };
};
