import { siteDate } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { readingScopeOf } from '../visibility/index.ts';
import type { Reader } from './clientQueries.ts';

/** The reader of this request. The company's sites share one zone so far; a claim's last day is told in it. */
export const readerOf = ({ viewer, now }: Pick<BareContext, 'viewer' | 'now'>): Reader => ({
  scope: readingScopeOf(viewer),
  today: siteDate(now, 'Asia/Shanghai'),
});
