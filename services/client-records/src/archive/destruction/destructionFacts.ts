import type { Tx } from '@shouwen/database';
import { siteDate } from '@shouwen/kernel';
import { clientsInOpenCase } from '../../leaks/index.ts';
import { idsOfPerson, personOf } from '../../persons/index.ts';
import type { ArchiveFile } from '../file.ts';
import { fileLocksOf } from '../fileLockStore.ts';
import { lockFilesForAct } from '../files/fileActQueries.ts';
import { isUnderHold } from '../holds/holdQueries.ts';
import { lockHolds } from '../holds/holdStore.ts';
import type { DestructionFacts, DoomedFile } from './destruction.decision.ts';
import { filesInDestruction } from './destructionQueries.ts';

export type DestructionAsked = {
  readonly fileIds: readonly string[];
  /** The destruction that is being decided on. */
  readonly destructionId: string | null;
  readonly by: string;
  readonly now: Date;
};

/** The files as they stand now; nobody lends, holds or changes them until this transaction ends. */
export const destructionFacts = async (
  tx: Tx,
  { fileIds, destructionId, by, now }: DestructionAsked,
): Promise<DestructionFacts & { readonly locked: readonly ArchiveFile[] }> => {
  const locked = await lockFilesForAct(tx, fileIds);
  const persons = new Set<string>();
  for (const { clientId } of locked) persons.add(await personOf(tx, clientId));
  for (const person of [...persons].sort()) await lockHolds(tx, person);
  const [lent, elsewhere] = [await fileLocksOf(tx, fileIds), await filesInDestruction(tx, fileIds, destructionId)];
  const files: DoomedFile[] = [];
  for (const { fileId, clientId, carrier, state, keepThrough } of locked) {
    files.push({
      ...{ fileId, carrier, state, keepThrough, underHold: await isUnderHold(tx, { fileId }) },
      onLoan: lent.some((lock) => lock.fileId === fileId),
      inCase: (await clientsInOpenCase(tx, await idsOfPerson(tx, clientId))).length > 0,
      elsewhere: elsewhere.includes(fileId),
    });
  }
  return { now, today: siteDate(now), by, files, locked };
};
