import { type BareContext, loaderOf } from '@shouwen/subgraph';
import { type Content, contentsOfFiles } from './contentStore.ts';
import type { Upload } from './uploads/upload.ts';
import { uploadsOf } from './uploads/uploadStore.ts';

export type ContentLoaders = {
  /** By the id of the file; only for files that the viewer was found to know of. */
  readonly contents: ReturnType<typeof loaderOf<Content>>;
  /** One's own. */
  readonly uploads: ReturnType<typeof loaderOf<Upload>>;
};

export const contentLoaders = ({ db, viewer }: BareContext): ContentLoaders => ({
  contents: loaderOf<Content>(
    (fileIds) => db.read((tx) => contentsOfFiles(tx, fileIds)),
    ({ fileId }) => fileId,
  ),
  uploads: loaderOf<Upload>(
    async (ids) => (viewer.kind === 'staff' ? db.read((tx) => uploadsOf(tx, ids, viewer.staffId)) : []),
    ({ uploadId }) => uploadId,
  ),
});
