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
