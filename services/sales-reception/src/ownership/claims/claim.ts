import { type Explanation, type IsoDate, type RuleId, unreachable } from '@shouwen/kernel';

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

/** Whether the manager's daily confirmation is needed; while it is awaited the claim proves nothing (SR-2.02). */
export type Confirmation = 'not-needed' | 'awaited' | 'given';

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
  readonly confirmation: Confirmation;
  readonly status: 'open' | 'ended';
  /** The consultant from before who recognised the client late and shares the deal by halves (SR-3.11, SR-3.12). */
  readonly sharedWith: string | null;
  readonly sharedRule: RuleId | null;
  readonly endedAt: Date | null;
  readonly endedOn: IsoDate | null;
  readonly endReason: ClaimEndReason | null;
};

/** What happens to claims. Rows, published events and tests all come from these. */
export type ClaimEvent =
  | { readonly type: 'ClaimOpened'; readonly claim: Claim; readonly rules: readonly RuleId[] }
  | ({ readonly type: 'ClaimExtended'; readonly claimId: string; readonly rules: readonly RuleId[] } & Window)
  | { readonly type: 'ClaimConfirmed'; readonly claimId: string }
  | { readonly type: 'ClaimShared'; readonly claimId: string; readonly sharedWith: string; readonly rule: RuleId }
  | ClaimEnded;

export type ClaimEnded = {
  readonly type: 'ClaimEnded';
  readonly claimId: string;
  readonly endedAt: Date;
  readonly endedOn: IsoDate;
  readonly reason: ClaimEndReason;
  readonly rules: readonly RuleId[];
};

/** How long a claim lasts, and the visit or call that this is counted from. */
export type Window = Pick<Claim, 'windowFrom' | 'validThrough' | 'freshThrough'>;

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
  /** Nobody's: never here, never registered, or not proven; `unconfirmed` is the claim that still waits for the manager (SR-2.02). */
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

/** The claims after the event: bookkeeping without rules. */
export const evolve = (claims: readonly Claim[], event: ClaimEvent): readonly Claim[] =>
  event.type === 'ClaimOpened'
    ? [...claims, event.claim]
    : claims.map((claim) => (claim.claimId === event.claimId ? changed(claim, event) : claim));

const changed = (claim: Claim, event: Exclude<ClaimEvent, { type: 'ClaimOpened' }>): Claim => {
  switch (event.type) {
    case 'ClaimExtended': {
      const { windowFrom, validThrough, freshThrough } = event;
      return { ...claim, windowFrom, validThrough, freshThrough };
    }
    case 'ClaimConfirmed':
      return { ...claim, confirmation: 'given' };
    case 'ClaimShared':
      return { ...claim, sharedWith: event.sharedWith, sharedRule: event.rule };
    case 'ClaimEnded':
      return { ...claim, status: 'ended', endedAt: event.endedAt, endedOn: event.endedOn, endReason: event.reason };
    default:
      return unreachable(event);
  }
};
