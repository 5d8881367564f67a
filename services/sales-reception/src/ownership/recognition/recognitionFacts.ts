import { type PolicyVersion, siteDate } from '@shouwen/kernel';
import type { SalesPolicy } from '../../policies/index.ts';
import type { VisitFacts } from '../changes/visitFacts.ts';
import type { Claim, ClaimEndReason, Purchase } from '../claims/claim.ts';
import { lastDayOf } from '../claims/windows.ts';

export type Acquaintance = 'own-contact' | 'chance';

/** What is known when a consultant recognises a client in another's reception. */
export type RecognitionFacts = {
  /** The reception in which the client was received as new. */
  readonly visit: Pick<VisitFacts, 'visitId' | 'receiverId' | 'receivedAt'>;
  readonly client: { readonly siteId: string; readonly clientId: string };
  readonly recognisedBy: string;
  readonly recognisedAt: Date;
  /** The consultant can name the client's surname, and the client responds (SR-3.10). */
  readonly namedAndAnswered: boolean;
  /**
   * The recogniser knows the client privately (SR-3.16): won through the consultant's own contacts, or by chance. Null or left out:
   * they only received the client before.
   */
  readonly acquaintance?: Acquaintance | null;
  /** The recogniser's latest claim from before the reception, whether it still held or not; null when there never was one. */
  readonly previous: Claim | null;
  /** The claim that the reception opened; null when it opened none, or was not registered yet. */
  readonly current: Claim | null;
  /** The claim that is open now, whosever; null when there is none. */
  readonly open: Claim | null;
  /** The deals of the client that were closed by then. */
  readonly deals: readonly Purchase[];
  readonly zone: string;
  /** In force when the reception began. */
  readonly policy: PolicyVersion<SalesPolicy>;
  readonly newClaimId: string;
};

/**
 * The recogniser's claim that held when the reception began, and was proven. A registration of that same day is not confirmed
 * yet, and that is nobody's fault.
 */
export const originalOf = ({ previous, visit, zone }: RecognitionFacts): Claim | null => {
  if (!previous || (previous.endedAt !== null && previous.endedAt < visit.receivedAt)) return null;
  if (previous.endReason !== null && forfeited.has(previous.endReason)) return null;
  const day = siteDate(visit.receivedAt, zone);
  if (day > lastDayOf(previous)) return null;
  return previous.confirmation !== 'awaited' || previous.openedOn === day ? previous : null;
};

/** Somebody decided that the client is not theirs any more, which no recognition undoes. */
const forfeited: ReadonlySet<ClaimEndReason> = new Set([
  'voided',
  'transferred',
  'replaced',
  'poached',
  'ruled',
  'family-first-record',
]);

/** SR-3.12: the deal closed in that reception; where the day decides, also another one of that day. */
export const dealOfReception = ({ deals, visit, zone, policy }: RecognitionFacts): Purchase | null => {
  const byDay = policy.params['recognition.afterDeal'] === 'shared-same-day';
  const day = siteDate(visit.receivedAt, zone);
  return deals.find((deal) => deal.visitId === visit.visitId || (byDay && deal.closedOn === day)) ?? null;
};
