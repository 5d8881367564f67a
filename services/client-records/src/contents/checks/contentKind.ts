/** What may be filed, by what its first bytes and its structure say; everything else is refused (S24). */
export const contentKinds = ['pdf', 'png', 'jpeg', 'webp', 'docx', 'xlsx', 'txt'] as const;
export type ContentKind = (typeof contentKinds)[number];

/** Endings that a name of this kind may have. */
export const endingsOf: Readonly<Record<ContentKind, readonly string[]>> = {
  pdf: ['pdf'],
  png: ['png'],
  jpeg: ['jpg', 'jpeg'],
  webp: ['webp'],
  docx: ['docx'],
  xlsx: ['xlsx'],
  txt: ['txt'],
};

export const mediaTypeOf: Readonly<Record<ContentKind, string>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  txt: 'text/plain; charset=utf-8',
};

export const knownEndings: ReadonlySet<string> = new Set(Object.values(endingsOf).flat());

/** What is wrong with a content; each is a refusal of its own. */
export type ContentFault =
  | 'CONTENT_NOT_ALLOWED'
  | 'CONTENT_MISNAMED'
  | 'CONTENT_TWO_FACED'
  | 'CONTENT_ACTIVE'
  | 'CONTENT_BOMB'
  | 'CONTENT_LOCATED'
  | 'CONTENT_IMAGE_TOO_LARGE'
  | 'CONTENT_BROKEN';

export type Limits = {
  /** Of the longer side of an image. */
  readonly sidePixels: number;
  /** Of everything in a package, unpacked. */
  readonly unpackedBytes: number;
};
