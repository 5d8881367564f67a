/** A call that nobody answered, or the number of a second caller that was noted: to be called back (SR-1.12). */
export type MissedCall = {
  readonly missedCallId: string;
  readonly siteId: string;
  readonly kind: 'missed' | 'secondCaller';
  /** Null while nobody knows who it was; the number itself is client-records' business. */
  readonly clientId: string | null;
  readonly rangAt: Date;
  /** In whose slot it was missed; null: in nobody's. */
  readonly slotOf: string | null;
  /** Who noted a second caller and calls back; null: anybody. */
  readonly consultantId: string | null;
  readonly calledBackAt: Date | null;
  readonly calledBackBy: string | null;
  /** The call that was made back. */
  readonly callId: string | null;
  readonly explanationId: string;
};
