import type { IsoDate } from '@shouwen/kernel';
import type { Standing } from '../../policies/index.ts';
import type { FitOut } from '../spaces/leaseSpace.ts';

export const enquiryStages = ['enquiry', 'visit', 'viewing', 'negotiation', 'signed', 'lost'] as const;
export type EnquiryStage = (typeof enquiryStages)[number];

/** SR-10.03: the only ways from one stage to another; lost is possible from every open one. */
export const nextStages: Readonly<Record<EnquiryStage, readonly EnquiryStage[]>> = {
  enquiry: ['visit', 'lost'],
  visit: ['viewing', 'lost'],
  viewing: ['negotiation', 'lost'],
  // Talks about one space may lead to a look at another.
  negotiation: ['viewing', 'signed', 'lost'],
  signed: [],
  lost: [],
};

export const isOpen = (stage: EnquiryStage): boolean => nextStages[stage].length > 0;

/** What the tenant looks for; what is null does not matter to them. Areas in hundredths of a square metre. */
export type Wishes = {
  readonly areaHundredths: number;
  readonly layout: string | null;
  readonly floorFrom: number | null;
  readonly floorTo: number | null;
  readonly orientation: string | null;
  readonly fitOut: FitOut | null;
  readonly netToGrossPercent: number | null;
};

/** Who enquires (SR-10.01). The contact with name and phone is a client of client-records. */
export type Enquirer = {
  readonly clientId: string | null;
  /** A card was left, so that the contact can be entered later. */
  readonly leftCard: boolean;
  readonly company: string;
  readonly business: string | null;
  readonly standing: Standing;
  /** The rent that was asked about, and what they seem ready to pay; fen a month. */
  readonly rentAskedFen: number | null;
  readonly rentExpectedFen: number | null;
  readonly presentBuilding: string | null;
};

/** Where they signed instead (SR-10.04). */
export type LostTo = { readonly building: string; readonly rentFen: number; readonly months: number };

export type LeaseEnquiry = Enquirer &
  Wishes & {
    readonly enquiryId: string;
    readonly siteId: string;
    readonly agentId: string;
    readonly stage: EnquiryStage;
    readonly openedAt: Date;
    readonly openedOn: IsoDate;
    /** The follow-up that comes next; null when none is due any more. */
    readonly dueFrom: IsoDate | null;
    readonly dueThrough: IsoDate | null;
    /** The first follow-up since the visit is still to come: it must not be too early. */
    readonly firstFollowUp: boolean;
    readonly lostReason: string | null;
    readonly lostBuilding: string | null;
    readonly lostRentFen: number | null;
    readonly lostMonths: number | null;
    readonly spaceId: string | null;
    readonly closedAt: Date | null;
    readonly explanationId: string;
    readonly version: number;
  };

/** SR-10.06: left neither card nor phone. */
export const isAnonymous = ({ clientId, leftCard }: Pick<Enquirer, 'clientId' | 'leftCard'>): boolean =>
  clientId === null && !leftCard;
