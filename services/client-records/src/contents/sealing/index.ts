export { bytesOfPart, ContentDamaged, type ContentSeal, newContentKey, partBytes, partsOf } from './frames.ts';
export { type Bytes, bytesOf, putPart, readContent, type StoredContent } from './sealedContent.ts';
