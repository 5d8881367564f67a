import { endOfDay } from '@shouwen/kernel';
import { endOfGrant, type Grant } from '../grants/index.ts';
import type { RequestKind, Step } from './requestKinds.ts';

/** CR-4: draft → submitted → stamped by the department → approved or refused → active → ended; withdrawn on the way. */
export type RequestState =
  | 'draft'
  | 'submitted'
  | 'stamped'
  | 'approved'
  | 'refused'
  | 'active'
  | 'ended'
  | 'withdrawn';

export const waitingStates: readonly RequestState[] = ['submitted', 'stamped'];

export type EndReason = 'expired' | 'used' | 'revoked' | 'returned' | 'lapsed';

/** What one person did with a step; `forStaff` is the approver in whose place a deputy acted. */
export type StepTaken = {
  readonly step: Step;
  readonly verdict: 'approved' | 'refused';
  readonly by: string;
  readonly forStaff: string | null;
  readonly at: Date;
  readonly reason: string | null;
  readonly explanationId: string;
};

/** A request as its table holds it. */
export type AccessRequest = {
  readonly id: string;
  readonly number: string;
  readonly kind: RequestKind;
  readonly state: RequestState;
  /** Whose archive it is about. */
  readonly siteId: string;
  /** The desk in whose name it is asked: site (null: the company) and department. */
  readonly fromSiteId: string | null;
  readonly department: string;
  /** Nobody there is head by role: the manager of the site, or the general manager, signs. */
  readonly headless: boolean;
  /** The head asks: another head, or the general manager, signs. */
  readonly byHead: boolean;
  readonly requesterId: string;
  readonly readerId: string;
  /** Null until it is known which client it is about. */
  readonly clientId: string | null;
  /** What is asked for, in words, by somebody who does not know it by its id. */
  readonly described: string | null;
  readonly fields: readonly string[];
  readonly showsClient: boolean;
  readonly purpose: string | null;
  readonly reason: string | null;
  /** The last day on which it may be used. */
  readonly untilOn: string | null;
  readonly pages: string | null;
  readonly copies: number | null;
  readonly loanDays: number | null;
  readonly carrierId: string | null;
  readonly safeguards: string | null;
  /** To whom data is handed (CR-4.08). */
  readonly recipient: string | null;
  /** What an export or a report holds, exactly as it was asked for; the feature that runs it reads it. */
  readonly scope: object | null;
  readonly plan: readonly Step[];
  readonly nextStep: Step | null;
  readonly submittedAt: Date | null;
  readonly dueAt: Date | null;
  readonly escalateAt: Date | null;
  readonly endedAt: Date | null;
  readonly endReason: EndReason | null;
  /** Why somebody ended the access before its time, in their words. */
  readonly endedFor: string | null;
  readonly explanationId: string;
  readonly version: number;
};

/** 24:00 of the last day; from that instant on nothing of it may be used. */
export const untilOf = ({ untilOn }: Pick<AccessRequest, 'untilOn'>): Date | null =>
  untilOn === null ? null : endOfDay(untilOn);

/** Who takes part in it for themselves: none of them approves it. */
export const partiesTo = ({
  requesterId,
  readerId,
  carrierId,
}: Pick<AccessRequest, 'requesterId' | 'readerId' | 'carrierId'>) =>
  [requesterId, readerId, carrierId].filter((one) => one !== null);

/** How it stands by the calendar, whether a timer came or not: what is over counts as over. */
export const standsAt = (
  request: Pick<AccessRequest, 'state' | 'kind' | 'untilOn' | 'endReason'>,
  grant: Grant | null,
  now: Date,
): { readonly state: RequestState; readonly endReason: EndReason | null } => {
  const asKept = { state: request.state, endReason: request.endReason };
  const until = untilOf(request);
  if (waitingStates.includes(request.state)) {
    return until !== null && until <= now ? { state: 'ended', endReason: 'lapsed' } : asKept;
  }
  const granted = request.state === 'approved' || (request.state === 'active' && request.kind !== 'borrow');
  const end = granted && grant !== null ? endOfGrant(grant, now) : null;
  // What was lent goes on until it is back; that is the register's to say.
  if (end === null || (request.kind === 'borrow' && end === 'used')) return asKept;
  return { state: 'ended', endReason: end };
};
