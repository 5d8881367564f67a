/** A lateness, early leaving or absence as organization told it (OR-4.03). */
export type Deviation = {
  readonly deviationId: string;
  readonly siteId: string;
  readonly staffId: string;
  /** The day at the site. */
  readonly on: string;
  readonly kind: 'late' | 'left-early' | 'absent';
  readonly minutes: number | null;
  readonly halfDays: number | null;
  readonly grave: boolean;
  readonly recordedBy: string;
};
