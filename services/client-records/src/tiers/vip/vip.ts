import type { Refusal } from '@shouwen/kernel';

/** Who looks after a VIP: an account manager, or staff stationed with the client (CR-6.03). */
export type VipCarer = 'account-manager' | 'stationed';
export const vipServices = ['priority', 'discounts', 'extras'] as const;
export type VipService = (typeof vipServices)[number];

/** What a VIP client is promised, and by whom it is kept. */
export type Vip = {
  readonly vipId: string;
  /** The surviving record of today; `clientId` is that of the day, under whose key the promise is sealed. */
  readonly personId: string;
  readonly clientId: string;
  readonly siteId: string;
  readonly carer: VipCarer;
  readonly carerId: string;
  readonly services: readonly VipService[];
  readonly promisedSealed: Buffer | null;
  readonly since: string;
  /** The last day; null: until it is ended. */
  readonly until: string | null;
  readonly endedOn: string | null;
  readonly explanationId: string;
  /** The key that seals the promise. */
  readonly keyId: string;
  readonly wrappedKey: Buffer;
};

export type VipRefusal = Refusal<
  'VIP_ALREADY' | 'VIP_NOT_NOW' | 'VIP_CARER_UNKNOWN' | 'VIP_DAYS_INVALID' | 'BAD_INPUT'
>;
