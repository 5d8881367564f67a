import { demandStaff, sitesWhere, type Viewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { siteDate } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { postsOf } from '../colleagues/index.ts';
import { entitlementsAsDeputy } from './deputies/deputy.ts';
import { deputisingFor } from './deputies/deputyStore.ts';
import type { RequestReader } from './requestQueries.ts';
import { type Entitlement, ownEntitlements } from './steps/entitlement.ts';

type Asker = Pick<BareContext, 'viewer' | 'now'>;

/** Who asks, with all that they may decide now: for themselves, and in the place of those whose deputy they are. */
export const requestReaderOf = async (tx: Tx, { viewer, now }: Asker): Promise<RequestReader> => {
  const { staffId } = demandStaff(viewer);
  const entitlements = [...(await entitlementsOf(tx, { viewer, now })), ...(await inPlaceOfOthers(tx, staffId, now))];
  return { staffId, entitlements, keeps: keptBy(viewer), now };
};

/** What the viewer may decide for themselves. */
export const entitlementsOf = async (tx: Tx, { viewer, now }: Asker): Promise<Entitlement[]> => {
  const { staffId } = demandStaff(viewer);
  return ownEntitlements(viewer, await postsOf(tx, staffId, siteDate(now)));
};

const inPlaceOfOthers = async (tx: Tx, staffId: string, now: Date): Promise<Entitlement[]> => {
  const today = siteDate(now);
  const all: Entitlement[] = [];
  for (const deputy of await deputisingFor(tx, staffId, today)) {
    all.push(...entitlementsAsDeputy(deputy, await postsOf(tx, deputy.staffId, today), today));
  }
  return all;
};

/** The sites whose files the viewer keeps. */
const keptBy = (viewer: Viewer): '*' | readonly string[] => {
  const where = [sitesWhere(viewer, 'archive.custody'), sitesWhere(viewer, 'archive.custodyClassified')];
  return where.includes('*') ? '*' : where.flat();
};
