import { keepAct, systemViewer } from '@shouwen/access';
import { reasoning, text } from '@shouwen/kernel';
import type { DueWork, DueWorkDeps } from '@shouwen/timers';
import type { Department } from '../../department/index.ts';
import { ObjectMissing, type ObjectStore } from '../storage/index.ts';
import { type Destroying, destroyKey, filesBeingDestroyed, markDestroyed } from './destructionStore.ts';

const atOnce = 20;

/**
 * CR-3.05, CR-2.06: destroys the electronic contents of files whose destruction was approved, and those of erased clients, which no key
 * opens any more: every object is deleted and looked for again, then
 * the key goes, and only then is the file destroyed. An object that cannot be deleted leaves the file as it is, to be tried again.
 */
export const destroyContents = (store: ObjectStore, log: Department['log']): DueWork => ({
  name: 'contents.destroy',
  batch: async (deps, { now, siteId }) => {
    const due = await deps.db.read((tx) => filesBeingDestroyed(tx, { siteId, limit: atOnce }));
    let done = 0;
    for (const file of due) {
      const objects = await deleteObjects(store, file).catch((error: unknown) => {
        log.error({ err: error, fileId: file.fileId }, 'a content could not be destroyed');
        return null;
      });
      if (objects !== null && (await prove(deps, file, { now, objects }))) done += 1;
    }
    return done;
  },
});

/** @returns how many were deleted. @throws when one of them is still there */
const deleteObjects = async (store: ObjectStore, { contentId, parts }: Destroying): Promise<number> => {
  if (contentId === null) return 0;
  const names = new Set(parts);
  for await (const name of store.list(`${contentId}/`)) names.add(name);
  for (const name of names) await store.delete(name);
  for (const name of names) if (await isThere(store, name)) throw new Error('a deleted object is still there');
  return names.size;
};

const isThere = async (store: ObjectStore, name: string): Promise<boolean> => {
  try {
    (await store.get(name)).destroy();
    return true;
  } catch (error) {
    if (error instanceof ObjectMissing) return false;
    throw error;
  }
};

const prove = async (
  { db, newId }: DueWorkDeps,
  { reason, fileId, siteId, clientId, contentId }: Destroying,
  { now, objects }: { readonly now: Date; readonly objects: number },
): Promise<boolean> =>
  db.transaction(async (tx) => {
    if (reason === 'destroying' && !(await markDestroyed(tx, fileId))) return false;
    const hadKey = contentId !== null && (await destroyKey(tx, { contentId, at: now, objects }));
    if (reason === 'erased' && !hadKey) return false;
    const explanation = reasoning(now)
      .apply(reason === 'destroying' ? 'CR-3.05' : 'CR-2.06')
      .fact('objectsDeleted', objects)
      .fact('keyDestroyed', hadKey)
      .explain('DESTROYED', text('电子内容及其密钥已销毁。', 'The electronic content and its key are destroyed.'));
    const subject = { type: 'File', id: fileId };
    const actor = { viewer: systemViewer('client-records'), now, newId };
    await keepAct(tx, actor, { action: 'archive.destroyContent', siteId, subject, clientId, explanation });
    return true;
  });
