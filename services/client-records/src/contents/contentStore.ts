import { acrossSites, type Tx } from '@shouwen/database';
import type { ContentKind } from './checks/index.ts';
import type { SealedContent } from './contentKeys.ts';

/** The content of a file as its row keeps it. */
export type Content = SealedContent & {
  readonly fileId: string;
  readonly siteId: string;
  readonly sha256: string;
  readonly kind: ContentKind;
  readonly parts: readonly string[];
  readonly nameSealed: Buffer;
  readonly attachedAt: Date;
  readonly attachedBy: string;
};

export const insertContent = async (tx: Tx, content: Omit<Content, 'clientKey'>): Promise<void> => {
  await acrossSites(tx, () =>
    tx.query(
      `INSERT INTO file_content (id, file_id, client_id, site_id, bytes, sha256, kind, parts, name_sealed, key_sealed, attached_at, attached_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        ...[content.contentId, content.fileId, content.clientId, content.siteId, content.bytes, content.sha256],
        ...[content.kind, content.parts, content.nameSealed, content.keySealed, content.attachedAt, content.attachedBy],
      ],
    ),
  );
};

type Raw = Omit<Content, 'clientKey'> & { readonly keyId: string; readonly wrapped: Buffer };

/** The contents of these files, for whoever was found to be allowed to read them; what was destroyed is not there. */
export const contentsOfFiles = async (tx: Tx, fileIds: readonly string[]): Promise<Content[]> => {
  const rows = (await acrossSites(tx, () =>
    tx.query(
      `SELECT k.id AS "contentId", k.file_id AS "fileId", k.client_id AS "clientId", k.site_id AS "siteId", k.bytes::float8 AS bytes,
         k.sha256, k.kind, k.parts, k.name_sealed AS "nameSealed", k.key_sealed AS "keySealed", k.attached_at AS "attachedAt",
         k.attached_by AS "attachedBy", c.key_id AS "keyId", c.wrapped_key AS wrapped
       FROM file_content k JOIN client c ON c.id = k.client_id
       WHERE k.file_id = ANY($1::uuid[]) AND k.destroyed_at IS NULL AND c.wrapped_key IS NOT NULL`,
      [fileIds],
    ),
  )) as Raw[];
  return rows.map(({ keyId, wrapped, ...content }) => ({ ...content, clientKey: { keyId, wrapped } }));
};
