import type { Refusal } from '@shouwen/kernel';

export type CareEventKind = 'news' | 'site-tour' | 'event';

/** News, a tour of the building site, or an event of a site (CR-7.02). */
export type CareEvent = {
  readonly eventId: string;
  readonly siteId: string;
  readonly kind: CareEventKind;
  readonly title: string;
  readonly place: string;
  readonly at: Date;
  readonly plannedCostFen: number;
  readonly actualCostFen: number | null;
  readonly state: 'planned' | 'held';
  readonly plannedBy: string;
  readonly explanationId: string;
  readonly version: number;
};

/** A client at an event: invited, or brought along. */
export type CareGuest = {
  readonly guestId: string;
  readonly eventId: string;
  readonly clientId: string;
  readonly invitedAt: Date | null;
  readonly invitedBy: string | null;
  readonly state: 'invited' | 'withdrawn' | 'came' | 'stayed-away';
  /** The client who brought this one; loyalty points follow from it (CR-6.04). */
  readonly broughtBy: string | null;
};

export type CareEventRefusal = Refusal<
  'CARE_EVENT_HELD' | 'CARE_EVENT_BEGAN' | 'CARE_EVENT_NOT_BEGUN' | 'BROUGHT_BY_INVALID' | 'BAD_INPUT'
>;
