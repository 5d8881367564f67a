/** The levels from the most open to the most secret (CR-3.01). */
export const fileLevels = ['ordinary', 'internal', 'confidential', 'top-secret'] as const;
export type FileLevel = (typeof fileLevels)[number];

/** Kept apart, with a custodian of their own, and unknown to everybody else (CR-3.02). */
export const classifiedLevels = ['confidential', 'top-secret'] as const satisfies readonly FileLevel[];

export const isClassified = (level: FileLevel): boolean => (classifiedLevels as readonly FileLevel[]).includes(level);

export const fileKinds = ['identity-copy', 'contract', 'form', 'letter', 'photo', 'minutes', 'other'] as const;
export type FileKind = (typeof fileKinds)[number];

export const carriers = ['paper', 'electronic'] as const;
export type Carrier = (typeof carriers)[number];

/** `destroying`: approved and witnessed, and its electronic content is being destroyed. The line of the register stays for ever. */
export const fileStates = ['kept', 'destroying', 'destroyed'] as const;
export type FileState = (typeof fileStates)[number];

/** Why somebody may know of a file (CR-2.01, CR-3.02), the strongest ground first. */
export type FileGround = 'custody' | 'site-role' | 'own-client' | 'grant';

/** A file as its table holds it, as far as it concerns everybody who acts on it. */
export type ArchiveFile = {
  readonly fileId: string;
  readonly clientId: string;
  readonly siteId: string;
  readonly indexNumber: string;
  readonly kind: FileKind;
  readonly level: FileLevel;
  readonly carrier: Carrier;
  readonly shelfId: string | null;
  readonly position: number | null;
  readonly objectId: string | null;
  /** SHA-256 of the plain content, hexadecimal. */
  readonly checksum: string | null;
  readonly bytes: number | null;
  readonly custodianId: string;
  readonly retentionFrom: string;
  /** Null: for ever. */
  readonly retentionYears: number | null;
  /** The last day on which it must be kept; null: for ever. */
  readonly keepThrough: string | null;
  readonly state: FileState;
  readonly filedAt: Date;
  readonly filedBy: string;
  readonly version: number;
  readonly explanationId: string;
};

/** The act that makes somebody a custodian of files of that level (CR-3.02). */
export const custodyOf = (level: FileLevel): 'archive.custody' | 'archive.custodyClassified' =>
  isClassified(level) ? 'archive.custodyClassified' : 'archive.custody';
