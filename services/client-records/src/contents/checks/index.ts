export { type ContentFault, type ContentKind, type Limits, mediaTypeOf } from './contentKind.ts';
export { type FileNameFault, type NamedFile, readFileName } from './fileName.decision.ts';
export { inspectContent, isKind } from './inspectContent.ts';
