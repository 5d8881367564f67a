/** How something is destroyed (CR-3.05). Selling it as waste paper is no way, so there is none of that name. */
export const paperMethods = ['shredded', 'pulped', 'burned'] as const;
export const methods = [...paperMethods, 'erased'] as const;
export type DestructionMethod = (typeof methods)[number];

export type DestructionState = 'proposed' | 'approved' | 'rejected' | 'carried-out';

/** Files of a site that are destroyed together, from the proposal to the witness. */
export type Destruction = {
  readonly destructionId: string;
  readonly siteId: string;
  readonly fileIds: readonly string[];
  /** Why they are worthless. */
  readonly reason: string;
  readonly proposedBy: string;
  readonly proposedAt: Date;
  readonly state: DestructionState;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly decidedReason: string | null;
  readonly method: DestructionMethod | null;
  readonly witnessedBy: string | null;
  readonly witnessedAt: Date | null;
  /** Of the latest step. */
  readonly explanationId: string;
  readonly version: number;
};

export const mostFilesAtOnce = 100;
