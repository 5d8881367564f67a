import type { Channel } from '../deal.ts';

/**
 * What comes before a deal (SR-9.06): a client gave earnest money for a unit, or a contract is drawn up without a deposit. It is no
 * deal: nobody becomes a buyer by it, nothing is shared, the unit stays on the market, and the money can be returned. The deal that
 * comes of it bears its id.
 */
export type Intent = {
  readonly dealId: string;
  readonly siteId: string;
  readonly clientId: string;
  readonly unitId: string;
  readonly visitId: string | null;
  /** As talked over; what counts is the price when the deal closes. */
  readonly priceFen: number;
  readonly channel: Channel;
  readonly introducerId: string | null;
  readonly openedAt: Date;
  readonly openedBy: string;
  readonly explanationId: string;
  readonly state: 'open' | 'closed' | 'withdrawn';
  /** Earnest money, less what was returned; what became part of a deal stays here. */
  readonly earnestFen: number;
};

export type StoredIntent = Intent & { readonly version: number };
