/** OR-1.01: a place of the company with staff of its own. Brokerage branches follow with their rules. */
export type Site = {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly kind: SiteKind;
  /** Where the rules of sales reception and commission start from; null for a property office. */
  readonly salesPreset: SalesPreset | null;
  /** Where the rules of property service start from; null for a sales site. */
  readonly servicePreset: ServicePreset | null;
  /** IANA name; business time of the site is told in it. */
  readonly timeZone: string;
  /** YYYY-MM-DD, in that zone. */
  readonly openedOn: string;
};

export const siteKinds = ['sales', 'property'] as const;
export type SiteKind = (typeof siteKinds)[number];

export const salesPresets = ['one-month', 'triple-confirmation'] as const;
export type SalesPreset = (typeof salesPresets)[number];

export const servicePresets = ['property-office', 'dealer', 'retail-chain'] as const;
export type ServicePreset = (typeof servicePresets)[number];
