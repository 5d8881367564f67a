import type { IsoDate } from '@shouwen/kernel';
import type { Standing } from '../ownership/index.ts';
import type { FloorFacts } from '../rotation/index.ts';

/** Whom the visitor asks for on arrival. */
export type AsksFor =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'consultant'; readonly consultantId: string }
  /** "The one who received me last time": the registers know who that is. */
  | { readonly kind: 'ownConsultant' }
  /** "The one who took my call." */
  | { readonly kind: 'callAnswerer' };

/** What the desk notes about a visitor who is not simply a client. */
export type Remark =
  | 'forgotWhom'
  | 'tradeSaysSo'
  | 'tradeFoundOut'
  | 'tourGroup'
  /** Brought by the consultant asked for, through contacts of their own (SR-1.31). */
  | 'ownContact'
  /** Known to the company or an executive (SR-1.29). */
  | 'companyClient';

/**
 * Another client in whose company, at whose word, or as whose family the visitor comes. `announcedBy`: who phoned ahead with name and
 * intent, and the call is registered; `sentBy`: who neither came along nor phoned (SR-6.01, SR-6.03).
 */
export type RelatedKind = 'broughtBy' | 'announcedBy' | 'sentBy' | 'spouseOf' | 'familyOf';

export type Related = {
  readonly kind: RelatedKind;
  readonly clientId: string;
  readonly standing: Standing;
  /** Visited before, also who cancelled since, or bought: an old client (SR-6.01). */
  readonly wasHere?: boolean;
  /** When that client last phoned, as the call register has it, and how long that counts; null or left out: never (SR-6.01). */
  readonly phoned?: { readonly at: Date; readonly countsThrough: IsoDate } | null;
};

/** Everything the desk and the registers know when somebody comes through the door. */
export type Arrival = FloorFacts & {
  readonly visitId: string;
  /** Null while the visitor is not identified. */
  readonly clientId: string | null;
  readonly standing: Standing;
  readonly asksFor: AsksFor;
  readonly remark: Remark | null;
  readonly related: Related | null;
  /** More than one: they belong together and are one reception (SR-1.30). */
  readonly partySize: number;
  /** Whom the developer's manager (SR-1.26), a leader (SR-5.01) or the site's manager (SR-6.02) arranged. */
  readonly assignedTo: string | null;
  /** The manager was told beforehand that the old client's friend would come (SR-6.02). */
  readonly announced: boolean;
  /** The consultant asked for came in on a rest day for this appointment (SR-1.14). */
  readonly byAppointment: boolean;
  /** Came here before, registered or not, and so is no company client any more (SR-5.01). */
  readonly visitedBefore: boolean;
  /** When the visitor came through the door, if the desk noted it; null: just now (SR-3.20). */
  readonly cameInAt: Date | null;
  /** Whether the owner agrees that a colleague stands in; null: nobody asked (SR-3.08). */
  readonly ownerConsents: boolean | null;
  /** All consultants of the site in their fixed order. */
  readonly cycle: readonly string[];
  /** Outside opening hours the desk may say who is there; null: nobody said. */
  readonly onSite: readonly string[] | null;
};
