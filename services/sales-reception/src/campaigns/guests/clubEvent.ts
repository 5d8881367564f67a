import { type IsoDate, type Refusal, text } from '@shouwen/kernel';

/** An event of the club, to which departments invite their clients (SR-7.07). */
export type ClubEvent = {
  readonly eventId: string;
  readonly siteId: string;
  readonly heldOn: IsoDate;
  readonly session: 'afternoon' | 'evening';
  readonly plannedBy: string;
  readonly explanationId: string;
};

/** That a department owes the list of a day; the row is its own timer. */
export type ListDuty = {
  readonly dutyId: string;
  readonly eventId: string;
  readonly department: string;
  readonly headId: string;
  readonly owedOn: IsoDate;
  readonly dueAt: Date;
  readonly handedInAt: Date | null;
};

/** A client on a department's list. Of several departments' entries at most one stands: its inviter's is the sale. */
export type Guest = {
  readonly guestId: string;
  readonly eventId: string;
  readonly clientId: string;
  readonly department: string;
  readonly inviterId: string;
  readonly listedAt: Date;
  readonly late: boolean;
  readonly stands: boolean;
  /** Two late lists name the client, so that the coordinator rules. */
  readonly conflict: boolean;
  readonly cameAt: Date | null;
  readonly explanationId: string;
};

/** What somebody decided about a client whom two departments invited; without a department: passed on to the general manager. */
export type InvitationRuling = { readonly ruledBy: string; readonly ruledAt: Date; readonly department: string | null };

export type ClubRefusal = Refusal<
  | 'BAD_INPUT'
  | 'CLUB_DISABLED'
  | 'STAFF_UNKNOWN'
  | 'NOT_OWED'
  | 'ALREADY_HANDED_IN'
  | 'NOT_INVITED'
  | 'ALREADY_RULED'
  | 'PARTY_CANNOT_RULE'
  | 'NEEDS_ANOTHER_PERSON'
>;

export const clubRefusal = (code: ClubRefusal['code'], zh: string, en: string): ClubRefusal => ({
  code,
  rule: 'SR-7.07',
  message: text(zh, en),
});
