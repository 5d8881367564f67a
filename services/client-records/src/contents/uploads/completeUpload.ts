import { type CommandResult, demand, demandStaff, done, NotFound, refusedWith, runCommand } from '@shouwen/access';
import { ConcurrentChange, type Tx } from '@shouwen/database';
import { isUuid } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { lockFilesForAct } from '../../archive/index.ts';
import { recordsPolicyAt } from '../../policies/index.ts';
import type { Limits } from '../checks/index.ts';
import { sealOf } from '../contentKeys.ts';
import { partsOf } from '../sealing/index.ts';
import { attachUpload } from './attachUpload.ts';
import { knownFile, type UploadRef } from './beginUpload.ts';
import { decideCompletion, type UploadCompleted } from './completeUpload.decision.ts';
import type { Deps } from './receivePart.ts';
import { isReceiving, partNames, type Upload } from './upload.ts';
import { changeUpload, lockUpload, partsReceived, uploadOf } from './uploadStore.ts';
import { type Verified, verifyUpload } from './verifyUpload.ts';

export type CompleteUpload = { readonly idempotencyKey: string; readonly uploadId: string };

export type Completing = Deps & { readonly scanned: boolean };

/**
 * CR-3.01: makes what was uploaded the content of the file. It is read and checked before anything is locked; then, in one transaction, it
 * is the same parts that were checked or the command is to be tried again. A content that is not filed ends its upload.
 * @throws NotFound for an upload of somebody else
 */
export const completeUpload =
  (deps: Completing) =>
  async (context: BareContext, { idempotencyKey, uploadId }: CompleteUpload): Promise<CommandResult<UploadRef>> => {
    const { staffId } = demandStaff(context.viewer);
    const upload = isUuid(uploadId) ? await context.db.read((tx) => uploadOf(tx, uploadId, staffId)) : null;
    if (upload === null) throw new NotFound();
    await knownFile(context, upload.fileId, 'archive.attach');
    demand(context.viewer, 'archive.file', upload.siteId);
    const checked = await check(deps, context, upload);
    const command = { ...context, name: 'completeUpload', idempotencyKey, input: { uploadId } };
    const answer = await runCommand(command, (tx) => complete(tx, { deps, context, upload, checked }));
    if (answer.outcome === 'refused' && checked.found?.outcome === 'refused')
      await refuse(context, upload, checked.found.fault);
    return answer;
  };

/** What was looked at, and what was found there. */
type Checked = { readonly parts: readonly string[]; readonly found: Verified | null };

const check = async ({ vault, store }: Deps, { db, now }: BareContext, upload: Upload): Promise<Checked> => {
  const names = partNames(await db.read((tx) => partsReceived(tx, upload.uploadId)), partsOf(upload.bytes));
  if (names === null || !isReceiving(upload, now)) return { parts: [], found: null };
  const limits = await db.read((tx) => limitsAt(tx, upload));
  const content = { seal: sealOf(vault, upload), parts: names };
  return { parts: names, found: await verifyUpload(store, { upload, content, limits }) };
};

const limitsAt = async (tx: Tx, { siteId, beganAt }: Upload): Promise<Limits> => {
  const { params } = await recordsPolicyAt(tx, siteId, beganAt);
  return { sidePixels: params['content.sidePixels'], unpackedBytes: params['content.unpackedBytes'] };
};

/** What may not be filed is not kept either: the upload is over, and its parts go with it. */
const refuse = async ({ db, now }: BareContext, { uploadId }: Upload, fault: string): Promise<void> =>
  db.transaction(async (tx) => {
    const current = await lockUpload(tx, uploadId);
    if (current?.state === 'receiving')
      await changeUpload(tx, uploadId, { state: 'refused', refused_for: fault, ended_at: now });
  });

type Complete = {
  readonly deps: Completing;
  readonly context: BareContext;
  readonly upload: Upload;
  readonly checked: Checked;
};

const complete = async (
  tx: Tx,
  { deps: { scanned }, context, upload: { uploadId, fileId }, checked: { parts, found } }: Complete,
): Promise<CommandResult<UploadRef>> => {
  const upload = await lockUpload(tx, uploadId);
  const [file] = await lockFilesForAct(tx, [fileId]);
  if (upload === null || file === undefined) throw new ConcurrentChange(`upload ${uploadId} is gone`);
  const decision = decideCompletion({ now: context.now, upload, file, found, scanned });
  if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
  const current = await partsReceived(tx, uploadId);
  if (partNames(current, parts.length)?.join() !== parts.join())
    throw new ConcurrentChange('other parts came meanwhile');
  const [{ kind, state: becomes }] = decision.events as [UploadCompleted];
  if (becomes === 'attached')
    await attachUpload(tx, context, { upload, kind, parts, explanation: decision.explanation });
  else await changeUpload(tx, uploadId, { state: 'quarantined', kind });
  return done({ uploadId });
};
