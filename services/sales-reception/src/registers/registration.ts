import type { IsoDate } from '@shouwen/kernel';
import type { VisitFacts } from '../ownership/index.ts';

/** By the chance of closing: A soon, D hardly. */
export type ClientClass = 'A' | 'B' | 'C' | 'D';

/** What the consultant learns of a visitor (SR-2.01). Names and phones are client-records' business. */
export type VisitDetails = {
  readonly class: ClientClass;
  readonly lookingFor: string;
  readonly budget: string | null;
  /** How they heard of the project. */
  readonly channel: string;
  /** Who came along and how related. */
  readonly companions: string | null;
};

/** One line of the visit register. Lines are added, never changed. */
export type VisitRegistration = VisitDetails & {
  readonly registrationId: string;
  readonly siteId: string;
  readonly visitId: string;
  readonly clientId: string;
  readonly receiverId: string;
  readonly actingFor: string | null;
  readonly visitedAt: Date;
  readonly visitedOn: IsoDate;
  readonly registeredAt: Date;
  readonly registeredBy: string;
  /** By the end of the day of the visit (SR-2.01). */
  readonly inTime: boolean;
  readonly inPublicRegister: boolean;
  /** The line that this one corrects, why, and which manager signed; null for a first line (SR-2.03). */
  readonly corrects: string | null;
  readonly reason: string | null;
  readonly signedBy: string | null;
};

/** What the registers know of a reception: a visitor may still be without a name. */
export type ReceivedVisit = Omit<VisitFacts, 'clientId'> & { readonly clientId: string | null };

/** One line of the call register (SR-2.04). */
export type CallRegistration = {
  readonly callId: string;
  readonly siteId: string;
  readonly clientId: string;
  readonly consultantId: string;
  readonly answeredAt: Date;
  readonly answeredOn: IsoDate;
  readonly class: ClientClass | null;
  readonly interest: string;
  readonly channel: string;
  readonly plannedVisitAt: Date | null;
  /** When address and route were sent; for the manager's check. */
  readonly addressSentAt: Date | null;
  readonly registeredAt: Date;
  readonly registeredBy: string;
};

const longestField = 500;

/** What they look for and how they heard of us are there, and no field is too long. */
export const isComplete = ({ lookingFor, channel, budget, companions }: VisitDetails): boolean =>
  [lookingFor, channel].every((field) => field.trim().length > 0) &&
  [lookingFor, channel, budget ?? '', companions ?? ''].every((field) => field.length <= longestField);

/** The details alone, out of an input that has more. */
export const detailsOf = ({ class: grade, lookingFor, budget, channel, companions }: VisitDetails): VisitDetails => ({
  class: grade,
  lookingFor,
  budget,
  channel,
  companions,
});
