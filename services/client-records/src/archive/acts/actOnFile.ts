import { type CommandResult, demand, demandStaff, done, keepAct, NotFound, runCommand } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { type Explanation, siteDate } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { type ArchiveFile, custodyOf } from '../file.ts';
import { fileLocksOf } from '../fileLockStore.ts';
import { fileForAct, lockFilesForAct } from '../files/fileActQueries.ts';
import type { FileDone } from '../files/fileDocument.ts';
import type { FileRow } from '../files/fileQueries.ts';
import { changeFile, type FileActName, type FileChange, insertFileHistory } from '../files/fileStore.ts';
import { readableFiles } from '../files/readableFiles.ts';
import { isUnderHold } from '../holds/holdQueries.ts';
import { refuseAttempt } from '../refusedAttempt.ts';

/** What every act on a file asks about it first. */
export type FileStanding = {
  readonly now: Date;
  readonly today: string;
  readonly by: string;
  readonly file: ArchiveFile;
  readonly underHold: boolean;
  readonly onLoan: boolean;
};

export type FileAct = {
  /** The command's name, and that of the act in the trace. */
  readonly name: string;
  readonly action: string;
  readonly idempotencyKey: string;
  readonly fileId: string;
  readonly input: unknown;
};

/** The file, and all that the act may change it by. */
export type Acting = { readonly tx: Tx; readonly row: FileRow; readonly standing: FileStanding };

/**
 * An act of whoever keeps files of that level at the site. A file that the viewer may not know of answers like none, and the attempt is
 * traced (CR-3.02).
 * @throws NotFound, Forbidden without the custody
 */
export const actOnFile = async (
  context: BareContext,
  { name, action, idempotencyKey, fileId, input }: FileAct,
  work: (acting: Acting) => Promise<CommandResult<FileDone>>,
): Promise<CommandResult<FileDone>> => {
  const { staffId: by } = demandStaff(context.viewer);
  await demandKnown(context, action, fileId);
  return runCommand({ ...context, name, idempotencyKey, input }, async (tx) => {
    const [file] = await lockFilesForAct(tx, [fileId]);
    const [row] = await readableFiles(tx, context, [fileId]);
    if (!file || !row) throw new NotFound();
    demand(context.viewer, custodyOf(file.level), file.siteId);
    const locks = await fileLocksOf(tx, [fileId]);
    const standing = {
      ...{ now: context.now, today: siteDate(context.now), by, file, underHold: await isUnderHold(tx, { fileId }) },
      onLoan: locks.length > 0,
    };
    return work({ tx, row, standing });
  });
};

/** @throws NotFound, after the attempt was traced when there is such a file */
export const demandKnown = async (context: BareContext, action: string, fileId: string): Promise<FileRow> => {
  const { row, hidden } = await context.db.read(async (tx) => {
    const [known] = await readableFiles(tx, context, [fileId]);
    return { row: known, hidden: known ? null : await fileForAct(tx, fileId) };
  });
  if (row) return row;
  if (hidden) return refuseAttempt(context, { action, type: 'File', id: fileId, clientId: hidden.clientId });
  throw new NotFound();
};

export type KeptChange = {
  readonly act: FileActName;
  readonly action: string;
  readonly set: FileChange;
  readonly was: Readonly<Record<string, string | number | null>>;
  readonly becomes: Readonly<Record<string, string | number | null>>;
  readonly reason: string | null;
  readonly explanation: Explanation;
};

/** Changes the file, writes its history, and keeps why. */
export const keepChange = async (
  context: BareContext,
  { tx, standing }: Acting,
  { act, action, set, was, becomes, reason, explanation }: KeptChange,
): Promise<CommandResult<FileDone>> => {
  const { fileId, siteId, clientId } = standing.file;
  const explanationId = await keepAct(tx, context, {
    ...{ action, siteId, subject: { type: 'File', id: fileId }, clientId, explanation },
  });
  await changeFile(tx, standing.file, { ...set, explanation_id: explanationId });
  const { now: at, by } = standing;
  await insertFileHistory(tx, {
    ...{ id: context.newId(), fileId, siteId, act, at, by, was, becomes, reason, explanationId },
  });
  return done({ fileId, explanationId });
};
