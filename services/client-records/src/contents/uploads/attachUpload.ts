import { type Actor, keepAct } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { Explanation } from '@shouwen/kernel';
import { attachContent } from '../../archive/index.ts';
import type { ContentKind } from '../checks/index.ts';
import { insertContent } from '../contentStore.ts';
import type { Upload } from './upload.ts';
import { changeUpload } from './uploadStore.ts';

export type Attached = {
  readonly upload: Upload;
  readonly kind: ContentKind;
  readonly parts: readonly string[];
  readonly explanation: Explanation;
};

/**
 * The upload becomes the content of its file, in the transaction of who decided so: all of it, or nothing.
 * @throws ConcurrentChange when the file takes no content any more
 */
export const attachUpload = async (
  tx: Tx,
  actor: Actor,
  { upload, kind, parts, explanation }: Attached,
): Promise<void> => {
  const { uploadId, contentId, fileId, siteId, clientId, bytes, sha256 } = upload;
  const { now } = actor;
  await attachContent(tx, { fileId, objectId: contentId, checksum: sha256, bytes, at: now });
  await insertContent(tx, {
    ...{ contentId, fileId, clientId, siteId, bytes, sha256, kind, parts },
    ...{ nameSealed: upload.nameSealed, keySealed: upload.keySealed, attachedAt: now, attachedBy: upload.staffId },
  });
  await changeUpload(tx, uploadId, { state: 'attached', kind, ended_at: now });
  const subject = { type: 'File', id: fileId };
  await keepAct(tx, actor, { action: 'archive.attach', siteId, subject, clientId, detail: 'content', explanation });
};
