import type { Permission } from '@shouwen/access';
import { siteDate } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { readingScopeOf, scopeForAct } from '../visibility/index.ts';
import type { Reader } from './clientQueries.ts';

/**
 * The reader of this request; with `act`, only as far as the reader may also do that. The company's sites share one zone so far; a
 * claim's last day is told in it.
 */
export const readerOf = ({ viewer, now }: Pick<BareContext, 'viewer' | 'now'>, act?: Permission): Reader => ({
  scope: act === undefined ? readingScopeOf(viewer) : scopeForAct(viewer, act),
  today: siteDate(now, 'Asia/Shanghai'),
});

/** The same, only as far as it reaches at one site. */
export const readerAt = (context: Pick<BareContext, 'viewer' | 'now'>, siteId: string, act?: Permission): Reader => {
  const reader = readerOf(context, act);
  const { custody, siteIds, own } = reader.scope;
  const ownHere = own !== null && (own.siteIds === '*' || own.siteIds.includes(siteId));
  return {
    ...reader,
    scope: {
      custody: false,
      siteIds: custody || siteIds.includes(siteId) ? [siteId] : [],
      own: own !== null && ownHere ? { ...own, siteIds: [siteId] } : null,
    },
  };
};
