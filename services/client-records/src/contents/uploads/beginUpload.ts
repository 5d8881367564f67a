import {
  type CommandResult,
  demand,
  demandStaff,
  done,
  keepAct,
  NotFound,
  refusedWith,
  runCommand,
} from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { isUuid } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { custodyOf, type FileRow, fileForAct, lockFilesForAct, readableFiles } from '../../archive/index.ts';
import { recordsPolicyAt } from '../../policies/index.ts';
import { traceRefusal } from '../../trace/index.ts';
import type { Vault } from '../../vault/index.ts';
import { sealColumns } from '../contentKeys.ts';
import { newContentKey } from '../sealing/index.ts';
import { decideBeginning, type UploadBegun } from './beginUpload.decision.ts';
import { countLiveUploads, insertUpload } from './uploadStore.ts';

export type BeginUpload = {
  readonly idempotencyKey: string;
  readonly fileId: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly name: string;
};

export type UploadRef = { readonly uploadId: string };

/**
 * CR-3.01: opens the way for the content of an electronic file. Needs to know of the file, `archive.file`, and the custody of files of its level.
 * @throws NotFound for a file that the viewer may not know of; the attempt is traced
 */
export const beginUpload =
  (vault: Vault) =>
  async (context: BareContext, { idempotencyKey, ...asked }: BeginUpload): Promise<CommandResult<UploadRef>> => {
    demandStaff(context.viewer);
    const file = await knownFile(context, asked.fileId, 'archive.upload');
    demand(context.viewer, 'archive.file', file.siteId);
    demand(context.viewer, custodyOf(file.level), file.siteId);
    // The key row keeps a hash of the input; that of a plain name could be guessed back.
    const input = { ...asked, name: vault.blindIndex('content-name', asked.name).toString('hex') };
    return runCommand({ ...context, name: 'beginUpload', idempotencyKey, input }, (tx) =>
      begin(tx, { vault, context, file }, asked),
    );
  };

/** The file, for whoever may know of it. @throws NotFound for everybody else, after the attempt was written down */
export const knownFile = async (context: BareContext, fileId: string, action: string): Promise<FileRow> => {
  const [known] = await context.db.read((tx) => readableFiles(tx, context, [fileId]));
  if (known) return known;
  const hidden = isUuid(fileId) ? await context.db.read((tx) => fileForAct(tx, fileId)) : null;
  if (hidden) {
    const resource = { type: 'File', id: fileId };
    await traceRefusal(context, { action, resource, siteId: hidden.siteId, clientId: hidden.clientId });
  }
  throw new NotFound();
};

type Deps = { readonly vault: Vault; readonly context: BareContext; readonly file: FileRow };

const begin = async (
  tx: Tx,
  { vault, context, file }: Deps,
  asked: Omit<BeginUpload, 'idempotencyKey'>,
): Promise<CommandResult<UploadRef>> => {
  const { now, newId } = context;
  const { fileId, siteId, clientId, key: clientKey } = file;
  const { staffId } = demandStaff(context.viewer);
  const [current = file] = await lockFilesForAct(tx, [fileId]);
  const [underWay, policy] = [await countLiveUploads(tx, staffId, now), await recordsPolicyAt(tx, siteId, now)];
  const decision = decideBeginning({
    ...asked,
    now,
    by: staffId,
    file: current,
    underWay,
    erased: clientKey === null,
    policy,
  });
  if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
  if (clientKey === null) throw new Error('an upload without a key to seal it under');
  const [{ name, ending, liveUntil }] = decision.events as [UploadBegun];
  const { bytes, sha256 } = asked;
  const [uploadId, contentId] = [newId(), newId()];
  const sealed = sealColumns(vault, { contentId, clientId, clientKey }, { key: newContentKey(), name });
  const subject = { type: 'File', id: fileId };
  const { explanation } = decision;
  const act = { action: 'archive.upload', siteId, subject, clientId, detail: 'content', explanation };
  const explanationId = await keepAct(tx, context, act);
  await insertUpload(tx, {
    ...{ uploadId, contentId, fileId, clientId, siteId, staffId, bytes, sha256, ending, ...sealed },
    ...{ beganAt: now, liveUntil, explanationId },
  });
  return done({ uploadId });
};
