import type { Refusal } from '@shouwen/kernel';

/** What a client may be addressed for: offers and events, greetings, questions about satisfaction (CR-2.06, CR-7). */
export const consentPurposes = ['marketing', 'care', 'survey'] as const;
export type ConsentPurpose = (typeof consentPurposes)[number];

/** How the client said so. */
export const consentWays = ['written', 'spoken', 'phone', 'electronic'] as const;
export type ConsentWay = (typeof consentWays)[number];

/** `none`: the client was never asked, which is a no; only a refusal that was said is `withdrawn`. */
export type ConsentState = 'given' | 'withdrawn' | 'none';

/** One change of what a client agreed to; never edited. */
export type ConsentChange = {
  readonly consentId: string;
  readonly clientId: string;
  readonly purpose: ConsentPurpose;
  readonly given: boolean;
  /** When the client said so; from then on it holds. */
  readonly saidAt: Date;
  readonly recordedAt: Date;
  readonly recordedBy: string;
  readonly how: ConsentWay;
  readonly siteId: string;
  readonly explanationId: string;
};

export type ConsentRefusal = Refusal<'CONSENT_UNCHANGED' | 'CONSENT_TIME_INVALID' | 'CONSENT_EVIDENCE_MISSING'>;
