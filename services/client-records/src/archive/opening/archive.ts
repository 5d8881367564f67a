/** The archive of a client (CR-3.03). */
export type Archive = {
  readonly archiveId: string;
  readonly clientId: string;
  readonly siteId: string;
  readonly openedAt: Date;
  readonly openedBy: string;
  readonly openedWhy: string;
  /** The last day on which the approval is in time. */
  readonly approveBy: string;
  readonly approvedAt: Date | null;
  readonly approvedBy: string | null;
  readonly approvedWhy: string | null;
};
