import type { DueWork } from '@shouwen/timers';
import type { ObjectStore } from '../storage/index.ts';
import { abandonSilent, type EndedUpload, forgetUpload, uncleared } from './uploadStore.ts';

const atOnce = 50;

/** Longer than the slowest part can be on its way. */
const graceMilliseconds = 10 * 60_000;

/**
 * CR-3.01: uploads whose time ran out are over; of all that are over, whatever lies in the store and belongs to no file is deleted: parts that
 * were never put together, that were sent twice, or whose sender died.
 */
export const clearUploads = (store: ObjectStore): DueWork => ({
  name: 'contents.clear',
  batch: async ({ db }, { now, siteId }) => {
    const over = await db.transaction((tx) => abandonSilent(tx, { now, siteId, limit: atOnce }));
    const endedBefore = new Date(now.getTime() - graceMilliseconds);
    const ended = await db.read((tx) => uncleared(tx, endedBefore, { siteId, limit: atOnce }));
    for (const upload of ended) {
      await clear(store, upload);
      await db.transaction((tx) => forgetUpload(tx, upload.uploadId, now));
    }
    return over + ended.length;
  },
});

const clear = async (store: ObjectStore, { contentId, kept }: EndedUpload): Promise<void> => {
  const names: string[] = [];
  for await (const name of store.list(`${contentId}/`)) names.push(name);
  for (const name of names) if (!kept.includes(name)) await store.delete(name);
};
