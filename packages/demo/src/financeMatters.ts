import type { DemoSalesSite } from './salesSites.ts';

/** How far the statements of October have come at a site (FI-1.07); null: not yet. */
export type DemoStatements = {
  readonly site: DemoSalesSite;
  readonly month: string;
  readonly draftedAt: string;
  readonly checkedAt: string;
  readonly approvedAt: string | null;
  readonly paidAt: string | null;
};

/** A fine that the manager confirmed (FI-3); the others of the history wait for theirs. */
export type DemoConfirmation = {
  readonly site: DemoSalesSite;
  readonly code: string;
  readonly at: string;
  /** Both days included. */
  readonly suspension: { readonly from: string; readonly through: string } | null;
};

export const demoStatements: readonly DemoStatements[] = [
  {
    ...{ site: 'riverside', month: '2026-10', draftedAt: '2026-11-03T09:30:00+08:00' },
    ...{ checkedAt: '2026-11-04T10:00:00+08:00', approvedAt: '2026-11-05T15:00:00+08:00' },
    paidAt: '2026-11-10T11:00:00+08:00',
  },
  // The director has not looked at these.
  {
    ...{ site: 'cloudLane', month: '2026-10', draftedAt: '2026-11-03T14:00:00+08:00' },
    ...{ checkedAt: '2026-11-04T16:00:00+08:00', approvedAt: null, paidAt: null },
  },
];

/** The suspension begins when the history is over, so that the order of its days does not depend on when it is heard. */
export const demoConfirmations: readonly DemoConfirmation[] = [
  { site: 'riverside', code: 'V-05', at: '2026-11-06T09:30:00+08:00', suspension: null },
  {
    ...{ site: 'riverside', code: 'V-13', at: '2026-11-15T18:30:00+08:00' },
    suspension: { from: '2026-11-16', through: '2026-11-18' },
  },
];
