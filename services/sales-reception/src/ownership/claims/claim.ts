import { type Explanation, type IsoDate, type RuleId, unreachable } from '@shouwen/kernel';

/** Why a claim is over. From `visited` on it hands the client to somebody, the others leave it to whoever is in turn. */
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
  | 'recognised'
  /** Somebody who may decide it gave the client to another (SR-3.19, SR-7.05). */
  | 'transferred'
  /** The consultant was replaced in mid-reception and lost every right (SR-4.05). */
  | 'replaced'
  /** The client had been poached and goes back (SR-7.01). */
  | 'poached'
  /** A settlement or a ruling said so (SR-7.04). */
  | 'ruled'
  /** A member of the family had the first valid record (SR-2.05, SR-3.14). */
  | 'family-first-record';

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
  /** Who divides a deal (SR-3.11, SR-3.12, SR-3.14, SR-4.02, SR-7.04); null: the owner has the whole. */
  readonly sharing: Sharing | null;
  readonly endedAt: Date | null;
  readonly endedOn: IsoDate | null;
  readonly endReason: ClaimEndReason | null;
};

/** What happens to claims. Rows, published events and tests all come from these. */
export type ClaimEvent =
  | { readonly type: 'ClaimOpened'; readonly claim: Claim; readonly rules: readonly RuleId[] }
  | ({ readonly type: 'ClaimExtended'; readonly claimId: string; readonly rules: readonly RuleId[] } & Window)
  | { readonly type: 'ClaimConfirmed'; readonly claimId: string }
  | { readonly type: 'ClaimShared'; readonly claimId: string; readonly sharing: Sharing }
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

/** How the consultants' part of a deal is divided, and by which rule. At most one share for each person. */
export type Sharing = { readonly rule: RuleId; readonly shares: readonly Share[] };

export type Share = {
  readonly staffId: string;
  /** `joint`: of both spouses (SR-3.14); `first`, `designated`: SR-4.02; `ruled`: by settlement or ruling (SR-7.04). */
  readonly role: 'owner' | 'original' | 'new' | 'first' | 'designated' | 'joint' | 'ruled';
  /** A weight; null: what the policy of the day on which the deal closes gives to the role. */
  readonly parts: number | null;
};

/** What ownership knows of a deal; a cancelled one makes nobody a buyer. */
export type Purchase = {
  readonly dealId: string;
  readonly clientId: string;
  /** Null when nobody knows who it was; one who has left the site cannot be verified either (SR-3.13). */
  readonly consultantId: string | null;
  /** The visit during which it closed, null when it closed without one. */
  readonly visitId: string | null;
  readonly closedAt: Date;
  readonly closedOn: IsoDate;
  readonly cancelledAt: Date | null;
  /** Since when and until when the client counts as the buyer: a new name makes another one the buyer (SR-3.17). */
  readonly buyerFrom: Date;
  readonly buyerUntil: Date | null;
  /** Somebody else closed the deal, and this client took over the name. */
  readonly byNameChange: boolean;
  /** Decided for this deal after it was closed, and above what the claim says (SR-3.14, SR-7.04); null: nothing. */
  readonly sharing: Sharing | null;
};

/** Whether they are a buyer as far as is known now. */
export const isBuyer = (deals: readonly Purchase[]): boolean =>
  deals.some(({ cancelledAt, buyerUntil }) => cancelledAt === null && buyerUntil === null);

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
      return { ...claim, sharing: event.sharing };
    case 'ClaimEnded':
      return { ...claim, status: 'ended', endedAt: event.endedAt, endedOn: event.endedOn, endReason: event.reason };
    default:
      return unreachable(event);
  }
};
