import { isUuid, siteDate } from '@shouwen/kernel';
import { type BareContext, listLoaderOf, loaderOf } from '@shouwen/subgraph';
import { readableClients, readerOf } from '../clients/index.ts';
import { recordsPolicyAt } from '../policies/index.ts';
import { type OrderTreatment, treatmentsOf } from './orders/orderQueries.ts';
import { remarksOn } from './review/reviewQueries.ts';
import type { TierRemark } from './review/tierReview.ts';
import { spansOf } from './spanQueries.ts';
import type { TierSpan } from './tier.ts';
import { type Vip, vipsOf } from './vip/vipQueries.ts';

/** Those of the clients whose tier the viewer may see: own ones, and those of the sites at which it is read (CR-2.01, OR-1.03). */
const seenIds = async (context: BareContext, ids: readonly string[]): Promise<string[]> => {
  const reader = readerOf(context, 'tier.read');
  const rows = await context.db.read((tx) => readableClients(tx, reader, ids.filter(isUuid)));
  return rows.map(({ id }) => id);
};

const keyOf = ({ year, clientId }: Pick<TierRemark, 'year' | 'clientId'>): string => `${year}/${clientId}`;

export const tierLoaders = (context: BareContext) => ({
  tierSpans: listLoaderOf<TierSpan>(
    async (ids) => {
      const seen = await seenIds(context, ids);
      return context.db.read((tx) => spansOf(tx, seen, siteDate(context.now)));
    },
    ({ clientId }) => clientId,
  ),
  vipOfClient: loaderOf<Vip>(
    async (ids) => {
      const seen = await seenIds(context, ids);
      return context.db.read((tx) => vipsOf(tx, seen, siteDate(context.now)));
    },
    ({ personId }) => personId,
  ),
  ordersTreatedAsA: listLoaderOf<OrderTreatment>(
    async (ids) => {
      const seen = await seenIds(context, ids);
      return context.db.read((tx) => treatmentsOf(tx, seen));
    },
    ({ personId }) => personId,
  ),
  tierRemarks: listLoaderOf<TierRemark>(
    (keys) =>
      context.db.read((tx) =>
        remarksOn(
          tx,
          keys.map((key) => ({
            year: Number(key.slice(0, key.indexOf('/'))),
            clientId: key.slice(key.indexOf('/') + 1),
          })),
        ),
      ),
    keyOf,
  ),
  tierPolicy: loaderOf<{ readonly id: string } & Awaited<ReturnType<typeof recordsPolicyAt>>>(
    async (ids) => {
      const policy = await context.db.read((tx) => recordsPolicyAt(tx, null, context.now));
      return ids.map((id) => ({ id, ...policy }));
    },
    ({ id }) => id,
  ),
});

export type TierLoaders = ReturnType<typeof tierLoaders>;
