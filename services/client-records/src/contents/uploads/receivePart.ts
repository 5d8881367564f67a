import { can } from '@shouwen/access';
import { isUuid } from '@shouwen/kernel';
import type { BareContext, IncomingPart, PartAnswer } from '@shouwen/subgraph';
import { recordsPolicyAt } from '../../policies/index.ts';
import type { Vault } from '../../vault/index.ts';
import { sealOf } from '../contentKeys.ts';
import { bytesOfPart, partsOf, putPart } from '../sealing/index.ts';
import { type ObjectStore, WrongLength } from '../storage/index.ts';
import { isReceiving, type Upload } from './upload.ts';
import { changeUpload, lockUpload, putPartRow, uploadOf } from './uploadStore.ts';

export type Deps = { readonly vault: Vault; readonly store: ObjectStore };

/**
 * Takes one part of an upload: sealed as it comes in, stored under a name of its own, and only then noted. So a part that was sent twice
 * counts once, one that broke off does not count, and whoever dies in between leaves ciphertext that nobody refers to and that is
 * cleared with the upload.
 */
export const receivePart =
  ({ vault, store }: Deps) =>
  async (context: BareContext, { uploadId, part, bytes, body }: IncomingPart): Promise<PartAnswer> => {
    const upload = await ownUpload(context, uploadId);
    if (upload === null) return 404;
    if (!isReceiving(upload, context.now)) return upload.state === 'receiving' ? 404 : 409;
    if (part >= partsOf(upload.bytes) || bytes !== bytesOfPart(upload.bytes, part)) return 400;
    const name = `${upload.contentId}/${part}-${context.newId()}`;
    try {
      await putPart(store, { seal: sealOf(vault, upload), part, name }, body);
    } catch (error) {
      // The line broke, or did not bring what it said: nothing was kept, and the sender sends it again.
      if (error instanceof WrongLength || body.errored || !body.readableEnded) return 400;
      throw error;
    }
    const kept = await note(context, { upload, part, name });
    if (kept.obsolete !== null) await store.delete(kept.obsolete);
    return kept.answer;
  };

const ownUpload = async ({ db, viewer }: BareContext, uploadId: string): Promise<Upload | null> => {
  if (viewer.kind !== 'staff' || !isUuid(uploadId)) return null;
  const upload = await db.read((tx) => uploadOf(tx, uploadId, viewer.staffId));
  return upload && can(viewer, 'archive.file', upload.siteId) ? upload : null;
};

type Arrived = { readonly upload: Upload; readonly part: number; readonly name: string };

/** The upload may have ended while the part came in: then it is not noted, and its object goes. */
const note = async ({ db, now }: BareContext, { upload, part, name }: Arrived) =>
  db.transaction(async (tx): Promise<{ readonly answer: PartAnswer; readonly obsolete: string | null }> => {
    const { uploadId, siteId } = upload;
    const current = await lockUpload(tx, uploadId);
    if (current === null || !isReceiving(current, now)) return { answer: 409, obsolete: name };
    const replaced = await putPartRow(tx, { uploadId, siteId, part, objectName: name, receivedAt: now });
    const { params } = await recordsPolicyAt(tx, siteId, upload.beganAt);
    await changeUpload(tx, uploadId, {
      live_until: new Date(now.getTime() + params['content.uploadMinutes'] * 60_000),
    });
    return { answer: 204, obsolete: replaced };
  });
