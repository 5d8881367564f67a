import type { CommissionDue } from './commission.ts';

/** Parameters of FI-1 for one site. Rates are basis points of the contract price; the parts of each channel add up to 100. */
export type CommissionPolicy = {
  readonly rate: {
    readonly residential: number;
    readonly retail: number;
    readonly office: number;
    readonly parking: number;
    readonly other: number;
  };
  readonly due: CommissionDue;
  readonly channel: {
    readonly enabled: boolean;
    readonly introduced: { readonly consultants: number; readonly pool: number };
    readonly arranged: { readonly consultants: number; readonly pool: number };
    readonly arrangedOthers: { readonly consultants: number; readonly pool: number };
    readonly referral: { readonly consultants: number; readonly introducer: number };
  };
};

/** Basis points for a product of the site; a product without a rate of its own has the rate for others. */
export const rateFor = ({ rate }: CommissionPolicy, product: string): number =>
  Object.hasOwn(rate, product) ? rate[product as keyof CommissionPolicy['rate']] : rate.other;

const oneMonth: CommissionPolicy = {
  rate: { residential: 80, retail: 80, office: 80, parking: 80, other: 80 },
  due: 'subscription',
  channel: {
    enabled: true,
    introduced: { consultants: 70, pool: 30 },
    arranged: { consultants: 30, pool: 70 },
    arrangedOthers: { consultants: 0, pool: 100 },
    referral: { consultants: 70, introducer: 30 },
  },
};

export const commissionPresets = {
  'one-month': oneMonth,
  /** SR-5: the channel split holds only where the site switches it on. */
  'triple-confirmation': { ...oneMonth, channel: { ...oneMonth.channel, enabled: false } },
} as const satisfies Record<string, CommissionPolicy>;
