/** OR-4.03: somebody came late, left early, or was absent without leave. */
export const deviationKinds = ['late', 'left-early', 'absent'] as const;
export type DeviationKind = (typeof deviationKinds)[number];

export type Deviation = {
  readonly id: string;
  readonly staffId: string;
  readonly siteId: string;
  /** The day at the site. */
  readonly on: string;
  readonly kind: DeviationKind;
  /** How late or early; null for an absence. */
  readonly minutes: number | null;
  /** Of an absence; null otherwise. */
  readonly halfDays: number | null;
  /** An absence for which dismissal may be proposed (FI-4.03). */
  readonly grave: boolean;
  readonly recordedBy: string;
  readonly recordedAt: Date;
  readonly excusedBy: string | null;
  readonly excusedAt: Date | null;
  readonly explanationId: string;
};
