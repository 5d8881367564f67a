import type { Reasoning, RuleId } from '@shouwen/kernel';
import type { Arrival } from './arrival.ts';

/** What kind of arrival it is; the first column of the table "What counts as a turn". */
export type ArrivalKind =
  | 'newClient'
  | 'returning'
  | 'forgotten'
  | 'lapsed'
  | 'buyer'
  | 'caller'
  | 'named'
  | 'ownContact'
  | 'referral'
  | 'tourGroup'
  | 'trade'
  | 'companyClient';

/** Who should receive, and whether that is a turn, before looking at who is free. */
export type Judgement = {
  readonly kind: ArrivalKind;
  readonly turn: 'regular' | 'inAdvance' | 'none';
  readonly receiver: /** Needs no consultant. */
    | { readonly kind: 'nobody' }
    /** Whoever is in turn. */
    | { readonly kind: 'inTurn' }
    /** The last of the rotation who is free, when nobody was assigned. */
    | { readonly kind: 'lastInTurn' }
    /** This one, by these rules; when that is not possible somebody stands in, or the visitor is as new as any other. */
    | {
        readonly kind: 'consultant';
        readonly consultantId: string;
        readonly rules: readonly RuleId[];
        readonly whenBusy: 'standIn' | 'inTurn';
        readonly whenAway: 'standIn' | 'inTurn';
      };
};

/** One row of the table: judges the arrivals it is about, says why it does not apply to a near miss, and passes on the rest. */
export type ArrivalRule = (arrival: Arrival, because: Reasoning) => Judgement | null;

/** In turn and counted, like a first visit. */
export const asNew = (kind: ArrivalKind): Judgement => ({ kind, turn: 'regular', receiver: { kind: 'inTurn' } });

/** Goes to this consultant without a turn; a colleague stands in when that is not possible (SR-1.28, SR-3.08). */
export const goesTo = (kind: ArrivalKind, consultantId: string, rules: readonly RuleId[]): Judgement => ({
  kind,
  turn: 'none',
  receiver: { kind: 'consultant', consultantId, rules, whenBusy: 'standIn', whenAway: 'standIn' },
});
