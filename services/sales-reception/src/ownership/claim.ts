import type { Explanation, IsoDate, RuleId } from '@shouwen/kernel';

/** Why a claim is over. The last three hand the client to somebody, the others leave it to whoever is in turn. */
export type ClaimEndReason =
  /** The month of validity is over, or the ten days from a call to the visit (SR-3.01, SR-3.03, SR-3.05). */
  | 'validity-over'
  /** No follow-up reached the client in time (SR-3.02, SR-3.03). */
  | 'freshness-over'
  /** The manager never confirmed the registration, and somebody else received the client since (SR-2.02). */
  | 'never-confirmed'
  /** The register was altered without a manager's signature (SR-2.03). */
  | 'voided'
  /** The caller came: the visit's claim takes the place of the call's (SR-2.04, SR-3.20). */
  | 'visited'
  /** The client came back, named nobody and was received as new (SR-3.09). */
  | 'received-as-new'
  /** The owner from before recognised the client in time (SR-3.10, SR-3.20). */
  | 'recognised';

/** `unconfirmed` waits for the manager's daily confirmation and proves nothing until then (SR-2.02). */
export type ClaimStatus = 'unconfirmed' | 'open' | 'ended';

/**
 * That a client is a consultant's, and how long. A claim opened by a visit is ownership; one opened by a call is only the right
 * to receive the caller who names the answerer on arrival (SR-1.22, SR-2.04).
 * A claim may be over by the calendar while its row still says `open`: only `standingOf` knows.
 */
export type Claim = {
  readonly claimId: string;
  readonly clientId: string;
  readonly siteId: string;
  readonly consultantId: string;
  readonly openedBy: 'visit' | 'call';
  /** The visit or the call that opened it. */
  readonly sourceId: string;
  readonly openedAt: Date;
  readonly openedOn: IsoDate;
  /** The visit or call that the present window counts from: a second visit moves it (SR-3.05), and with it the policy that judges. */
  readonly windowFrom: Date;
  /** Last day, included. */
  readonly validThrough: IsoDate;
  /** Last day, included; null where no follow-up is demanded. */
  readonly freshThrough: IsoDate | null;
  readonly status: ClaimStatus;
  /** The consultant from before who recognised the client late and shares the deal by halves (SR-3.11, SR-3.12). */
  readonly sharedWith: string | null;
  readonly endedAt: Date | null;
  readonly endedOn: IsoDate | null;
  readonly endReason: ClaimEndReason | null;
};

/** What ownership knows of a deal; a cancelled one makes nobody a buyer. */
export type Purchase = {
  readonly dealId: string;
  readonly clientId: string;
  /** Null when it cannot be verified any more who it was (SR-3.13). */
  readonly consultantId: string | null;
  /** The visit during which it closed, null when it closed without one. */
  readonly visitId: string | null;
  readonly closedAt: Date;
  readonly closedOn: IsoDate;
  readonly cancelledAt: Date | null;
};

/** Whose client somebody is at a site at an instant, and why. */
export type Standing =
  /** Nobody's: never here, never registered, or not proven. `unconfirmed` is the claim that still waits for the manager (SR-2.02). */
  | { readonly kind: 'NEW'; readonly unconfirmed: Claim | null; readonly explanation: Explanation }
  /** Somebody's. With `claim.openedBy` 'call' it is no ownership: a caller who names nobody on arrival is new (SR-3.20). */
  | { readonly kind: 'OWNED'; readonly claim: Claim; readonly explanation: Explanation }
  /** Was somebody's until the day before `lapsedOn`; to be received as new (SR-1.23). */
  | {
      readonly kind: 'LAPSED';
      readonly claim: Claim;
      readonly lapsedOn: IsoDate;
      readonly rule: RuleId;
      readonly explanation: Explanation;
    }
  /** Bought before: keeps the consultant if that can be verified (SR-1.24, SR-3.13). */
  | {
      readonly kind: 'BUYER';
      readonly consultantId: string | null;
      readonly dealId: string;
      readonly explanation: Explanation;
    };
