import { type ContentFault, type ContentKind, inspectContent, isKind, type Limits } from '../checks/index.ts';
import { bytesOf, ContentDamaged, partsOf, readContent, type StoredContent } from '../sealing/index.ts';
import { ObjectMissing, type ObjectStore } from '../storage/index.ts';
import type { Upload } from './upload.ts';

/** What was found in the store: a content of a kind that is filed, another than was said, or one that is refused. */
export type Verified =
  | { readonly outcome: 'good'; readonly kind: ContentKind }
  | { readonly outcome: 'other' }
  | { readonly outcome: 'refused'; readonly fault: ContentFault };

/** Reads all that was stored, as a reader will: its checksum first, then what it is. Holds some frames of it in memory. */
export const verifyUpload = async (
  store: ObjectStore,
  { upload, content, limits }: { readonly upload: Upload; readonly content: StoredContent; readonly limits: Limits },
): Promise<Verified> => {
  if (!(await isAsSaid(store, content, upload.sha256))) return { outcome: 'other' };
  const found = await inspectContent(bytesOf(store, content), { ending: upload.ending, limits });
  return isKind(found) ? { outcome: 'good', kind: found } : { outcome: 'refused', fault: found };
};

const isAsSaid = async (store: ObjectStore, content: StoredContent, sha256: string): Promise<boolean> => {
  if (content.parts.length !== partsOf(content.seal.bytes)) return false;
  try {
    for await (const _ of readContent(store, content, sha256));
    return true;
  } catch (error) {
    // What the store lost or altered is not what was said either, and is cured in the same way.
    if (error instanceof ContentDamaged || error instanceof ObjectMissing) return false;
    throw error;
  }
};
