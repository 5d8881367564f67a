import type { ContentKind } from '../checks/index.ts';
import type { SealedContent } from '../contentKeys.ts';
import type { ContentRefusalCode } from '../contentRefusal.ts';

/** `quarantined`: checked and whole, and not yet looked through by the scanner; nobody reads it. */
export type UploadState = 'receiving' | 'quarantined' | 'attached' | 'refused' | 'abandoned';

/** A content on its way to a file. */
export type Upload = SealedContent & {
  readonly uploadId: string;
  readonly fileId: string;
  readonly siteId: string;
  readonly staffId: string;
  readonly sha256: string;
  /** Of the name, in lower case. */
  readonly ending: string;
  readonly nameSealed: Buffer;
  readonly state: UploadState;
  readonly kind: ContentKind | null;
  readonly refusedFor: ContentRefusalCode | null;
  readonly beganAt: Date;
  readonly liveUntil: Date;
  readonly explanationId: string;
};

/** One that takes no part any more is over, whether or not anybody wrote that down yet. */
export const isReceiving = ({ state, liveUntil }: Pick<Upload, 'state' | 'liveUntil'>, now: Date): boolean =>
  state === 'receiving' && now < liveUntil;

/** The state as it is at that time. */
export const stateAt = (upload: Pick<Upload, 'state' | 'liveUntil'>, now: Date): UploadState =>
  upload.state === 'receiving' && !isReceiving(upload, now) ? 'abandoned' : upload.state;

export type Part = { readonly part: number; readonly objectName: string };

/** The names of all parts in their order; null while one is missing. */
export const partNames = (received: readonly Part[], count: number): readonly string[] | null => {
  const names = received.toSorted((one, other) => one.part - other.part).map(({ objectName }) => objectName);
  return names.length === count ? names : null;
};
