import { demandStaff, NotFound, sitesWhere } from '@shouwen/access';
import { acrossSites, type Tx } from '@shouwen/database';
import { isUuid } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { traceRefusal } from '../trace/index.ts';
import { findLeak, type LeakHandler, leakExists, lockLeak, type StoredLeak } from './leakQueries.ts';

/** Who handles cases, and where; a case about oneself does not exist (CR-5.01). @throws NotSignedIn */
export const handlerOf = ({ viewer }: Pick<BareContext, 'viewer'>): LeakHandler => {
  const { staffId } = demandStaff(viewer);
  return { staffId, sites: sitesWhere(viewer, 'leak.handle') };
};

/** The case, if the viewer handles it; an attempt on another stands in the trail. */
export const visibleLeak = async (context: BareContext, id: string, action: string): Promise<StoredLeak | null> => {
  const handler = handlerOf(context);
  const leak = isUuid(id) ? await context.db.read((tx) => findLeak(tx, handler, id)) : null;
  if (leak === null && isUuid(id)) await traceAttempt(context, id, action);
  return leak;
};

/** The case, locked; the caller has asked `visibleLeak`. @throws NotFound */
export const lockVisibleLeak = async (tx: Tx, context: BareContext, id: string): Promise<StoredLeak> => {
  const leak = await lockLeak(tx, handlerOf(context), id);
  if (!leak) throw new NotFound();
  return leak;
};

const traceAttempt = async (context: BareContext, id: string, action: string): Promise<void> => {
  const exists = await context.db.read((tx) => acrossSites(tx, () => leakExists(tx, id)));
  if (exists) await traceRefusal(context, { siteId: null, action, resource: { type: 'LeakCase', id } });
};
