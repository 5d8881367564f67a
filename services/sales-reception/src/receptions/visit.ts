import type { RuleId } from '@shouwen/kernel';
import type { Sharing } from '../ownership/index.ts';
import type { Turn } from '../rotation/index.ts';
import type { RelatedKind, Remark } from './arrival.ts';
import type { ArrivalKind } from './judgement.ts';

/** Whose client the visitor was when the visit began; recognition is judged by it (SR-3.10, SR-3.11). */
export type StandingAtArrival = {
  readonly kind: 'NEW' | 'OWNED' | 'LAPSED' | 'BUYER';
  readonly consultantId: string | null;
  readonly claimId: string | null;
  readonly openedBy: 'visit' | 'call' | null;
};

/** The turn a reception used up; `of` is not the receiver when a colleague stands in for a referral (SR-1.21). */
export type TurnUsed = { readonly of: string; readonly used: Turn; readonly position: number };

type VisitFacts = {
  readonly visitId: string;
  readonly siteId: string;
  readonly clientId: string | null;
  readonly kind: ArrivalKind;
  readonly remark: Remark | null;
  readonly arrivedAt: Date;
  readonly partySize: number;
  readonly related: { readonly kind: RelatedKind; readonly clientId: string } | null;
  readonly standing: StandingAtArrival;
  /** Null: the reception does not count. */
  readonly turn: TurnUsed | null;
  readonly rules: readonly RuleId[];
  readonly explanationId: string;
  /** Whose client it is while the consultant only stands in (SR-1.28). */
  readonly actingFor: string | null;
  /** Who received before the owner recognised the client (SR-3.10), or before another took over (SR-4). */
  readonly takenOverFrom: string | null;
  /** How a deal is divided because the client insisted on another in mid-reception (SR-4.02); null: it is not. */
  readonly sharing: Sharing | null;
};

/** A visit and its reception. */
export type Visit = VisitFacts &
  (
    | { readonly status: 'receiving'; readonly consultantId: string; readonly startedAt: Date; readonly endedAt: null }
    /** The manager looks after the visitor until the consultant is free (SR-1.08). */
    | { readonly status: 'held'; readonly consultantId: string; readonly startedAt: null; readonly endedAt: null }
    /** Needs no consultant (SR-1.25). */
    | { readonly status: 'unattended'; readonly consultantId: null; readonly startedAt: null; readonly endedAt: null }
    | {
        readonly status: 'ended';
        readonly consultantId: string | null;
        /** Null: the manager looked after the visitor to the end, or nobody was needed. */
        readonly startedAt: Date | null;
        readonly endedAt: Date;
      }
  );

/** What happens to a visit. */
export type VisitEvent =
  | { readonly type: 'VisitorReceived'; readonly visit: Visit }
  | { readonly type: 'VisitHandedOver'; readonly visitId: string; readonly at: Date }
  | { readonly type: 'VisitEnded'; readonly visitId: string; readonly at: Date }
  /** The owner recognised the client: takes over, or is acted for until the end. The reception does not count (SR-3.10). */
  | {
      readonly type: 'VisitGivenBack';
      readonly visitId: string;
      /** Who had received until then. */
      readonly receiverId: string;
      /** Who receives from now on. */
      readonly consultantId: string;
      readonly actingFor: string | null;
      readonly takenOverFrom: string | null;
      readonly at: Date;
    }
  /** Another receives from now on, or, with everybody busy, as soon as that one is free (SR-4, SR-7.02, SR-7.05). */
  | {
      readonly type: 'VisitReplaced';
      readonly visitId: string;
      /** Who had received until then. */
      readonly receiverId: string;
      readonly consultantId: string;
      readonly actingFor: string | null;
      readonly takenOverFrom: string;
      readonly status: 'receiving' | 'held';
      readonly turn: TurnUsed | null;
      readonly at: Date;
    }
  | { readonly type: 'VisitShared'; readonly visitId: string; readonly sharing: Sharing; readonly at: Date }
  /** The reception was over; the client is another's from now on (SR-7.02, SR-7.05). */
  | {
      readonly type: 'VisitReassigned';
      readonly visitId: string;
      readonly receiverId: string;
      readonly to: string;
      readonly at: Date;
    };
