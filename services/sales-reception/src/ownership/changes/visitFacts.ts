import type { Purchase, Sharing } from '../claims/claim.ts';

/** What ownership has to know of a reception. Receptions tell it; ownership never looks into their tables. */
export type VisitFacts = {
  readonly visitId: string;
  readonly siteId: string;
  readonly clientId: string;
  /** Who receives. */
  readonly receiverId: string;
  /** Whose client it is all the same when somebody stands in (SR-1.08, SR-3.08, SR-6.02); null when the receiver acts for nobody. */
  readonly actingFor: string | null;
  readonly receivedAt: Date;
  /** How a deal is divided under the claim that this visit opens (SR-4.02); null or left out: it is not. */
  readonly sharing?: Sharing | null;
  /** Whose spouse or direct family the visitor is, when that one is a client too (SR-3.14); null or left out: nobody's. */
  readonly relative?: { readonly relation: 'spouse' | 'family'; readonly clientId: string } | null;
  /** The client was here before and does not remember with whom, and nobody recognised them at the door (SR-3.09). */
  readonly forgotWhom: boolean;
  /** Trade and tour groups are visits, but no clients (SR-1.25, SR-1.26). */
  readonly kind: 'client' | 'trade' | 'tour-group';
};

/** The consultant for whom the visit is received. */
export const claimantOf = ({ receiverId, actingFor }: Pick<VisitFacts, 'receiverId' | 'actingFor'>): string =>
  actingFor ?? receiverId;

/** The deals that make the client a buyer whatever the visit comes to: not the one that closes in it. */
export const dealsOutside = ({ visitId }: Pick<VisitFacts, 'visitId'>, deals: readonly Purchase[]): Purchase[] =>
  deals.filter((deal) => deal.visitId !== visitId);
