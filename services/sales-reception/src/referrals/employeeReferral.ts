import { endOfDay, type IsoDate } from '@shouwen/kernel';

/** How the employee made sure that the client is theirs: came along, or phoned ahead of the arrival. */
export type Accompaniment =
  | { readonly kind: 'accompanied'; readonly phonedAt: null }
  | { readonly kind: 'phoned'; readonly phonedAt: Date };

type Form = {
  readonly referralId: string;
  readonly siteId: string;
  readonly clientId: string;
  /** The employee who refers the client. */
  readonly introducerId: string;
  /** The day on which the client will come for the first time. */
  readonly visitOn: IsoDate;
  readonly registeredAt: Date;
  readonly registeredBy: string;
  /** 24:00 of the day of the visit: unsigned by then, it lapses. */
  readonly lapsesAt: Date;
  readonly registeredWhy: string;
  readonly latestWhy: string;
};

/** SR-5.05: that an employee refers a client to a site. */
export type EmployeeReferral = Form &
  (
    | { readonly status: 'registered' | 'lapsed'; readonly signature: null }
    | { readonly status: 'signed'; readonly signature: Signature }
  );

/** The manager checked it against the form. */
export type Signature = {
  readonly visitId: string;
  readonly signedBy: string;
  readonly signedAt: Date;
  readonly came: Accompaniment;
};

/** A first visit as the receptions know it. */
export type FirstVisit = { readonly visitId: string; readonly arrivedAt: Date };

/** By the calendar: a form that nobody signed by the end of its day is void, whatever its row says still. */
export const statusAt = ({ status, lapsesAt }: EmployeeReferral, at: Date): EmployeeReferral['status'] =>
  status === 'registered' && at >= lapsesAt ? 'lapsed' : status;

export const lapsesAfter = (visitOn: IsoDate, zone: string): Date => endOfDay(visitOn, zone);
