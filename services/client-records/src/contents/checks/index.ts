export { type ContentFault, type ContentKind, contentKinds, type Limits, mediaTypeOf } from './contentKind.ts';
export { type FileNameFault, type NamedFile, readFileName } from './fileName.decision.ts';
export { inspectContent, isKind } from './inspectContent.ts';
