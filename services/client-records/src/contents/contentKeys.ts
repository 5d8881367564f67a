import type { Place, Vault, WrappedKey } from '../vault/index.ts';
import type { ContentSeal } from './sealing/index.ts';

const placeOf = (contentId: string, column: 'key' | 'name'): Place => ({
  table: 'file_content',
  column,
  row: contentId,
});

/** What a content is sealed under, and whose it is. */
export type ContentOwner = { readonly contentId: string; readonly clientId: string; readonly clientKey: WrappedKey };

/** What a row keeps of a content that only the client's key opens. */
export type SealedColumns = { readonly keySealed: Buffer; readonly nameSealed: Buffer };

/**
 * A content has a key of its own, sealed under the client's: changing the key of the house seals nothing anew, and destroying the client's
 * leaves a content that nobody reads (CR-2.06). What it was called is the client's data too.
 */
export const sealColumns = (
  vault: Vault,
  { contentId, clientId, clientKey }: ContentOwner,
  plain: { readonly key: Buffer; readonly name: string },
): SealedColumns => ({
  keySealed: vault.seal(clientKey, clientId, placeOf(contentId, 'key'), plain.key.toString('base64')),
  nameSealed: vault.seal(clientKey, clientId, placeOf(contentId, 'name'), plain.name),
});

export const openKey = (vault: Vault, { contentId, clientId, clientKey }: ContentOwner, sealed: Buffer): Buffer =>
  Buffer.from(vault.open(clientKey, clientId, placeOf(contentId, 'key'), sealed), 'base64');

export const openName = (vault: Vault, { contentId, clientId, clientKey }: ContentOwner, sealed: Buffer): string =>
  vault.open(clientKey, clientId, placeOf(contentId, 'name'), sealed);

export type SealedContent = ContentOwner & { readonly bytes: number; readonly keySealed: Buffer };

export const sealOf = (vault: Vault, content: SealedContent): ContentSeal => ({
  key: openKey(vault, content, content.keySealed),
  contentId: content.contentId,
  bytes: content.bytes,
});
