import type { IsoDate } from '@shouwen/kernel';
import type { GuestClass, HostRank } from '../policies/index.ts';

/** Whose guests they are (SR-12.01); the class follows from it. */
export const guestKinds = ['executives-guest', 'key-client', 'foreign', 'government', 'business', 'ordinary'] as const;
export type GuestKind = (typeof guestKinds)[number];

/** Who prepares a tour (SR-12.03). */
export const preparers = ['security', 'cleaning'] as const;
export type Preparer = (typeof preparers)[number];

export type Hosting = {
  readonly hostingId: string;
  readonly siteId: string;
  readonly subject: string;
  readonly guestKind: GuestKind;
  readonly guestClass: GuestClass;
  readonly guests: number;
  readonly companionIds: readonly string[];
  readonly hostRank: HostRank;
  readonly venue: string;
  readonly capPerGuestFen: number;
  readonly noticeAt: Date;
  readonly tourAt: Date;
  readonly prepareUntil: Date;
  readonly arrangedBy: string;
  readonly securityReadyAt: Date | null;
  readonly cleaningReadyAt: Date | null;
  /** Where the photos and the minutes lie; null until they are archived. */
  readonly photos: readonly string[] | null;
  readonly minutes: string | null;
  /** The line of the log: when the visit was entered, and on which day it took place. */
  readonly loggedAt: Date | null;
  readonly loggedFor: IsoDate | null;
  readonly explanationId: string;
  readonly version: number;
};

export const readyAtOf = ({ securityReadyAt, cleaningReadyAt }: Hosting, preparer: Preparer): Date | null =>
  preparer === 'security' ? securityReadyAt : cleaningReadyAt;
