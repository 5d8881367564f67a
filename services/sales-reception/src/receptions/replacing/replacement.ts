import type { RuleId } from '@shouwen/kernel';
import type { Sharing, TransferReason } from '../../ownership/index.ts';
import type { FloorFacts, RotationEvent } from '../../rotation/index.ts';
import type { NextHeld } from '../endReception.decision.ts';
import type { Visit, VisitEvent } from '../visit.ts';

/** How badly the consultant behaved, as the manager found (SR-4.05). */
export type Fault = 'none' | 'ordinary' | 'serious';

/** Why a visitor should have another consultant. */
export type Ground =
  /** SR-4.02, SR-4.03: the client asks for this one. `instigated`: this one had a hand in it. */
  | {
      readonly kind: 'asksForAnother';
      readonly consultantId: string;
      readonly insists: boolean;
      readonly instigated: boolean;
    }
  /** SR-4.05: the client wants to be rid of the consultant. `priorityTurn`: the manager grants a turn for the lost one. */
  | { readonly kind: 'rejects'; readonly fault: Fault; readonly insists: boolean; readonly priorityTurn: boolean }
  /** SR-7.02: the consultant, or a colleague for them, approached the client outside the door. */
  | { readonly kind: 'approachedOutside'; readonly consultantId: string; readonly accompliceId: string | null }
  /** SR-7.05: a complaint about the consultant asks for another. */
  | { readonly kind: 'complaint'; readonly consultantId: string }
  /** FI-3: the consultant was suspended while the visitor was with them or waited for them. */
  | { readonly kind: 'suspended' };

export type GroundOf<Kind extends Ground['kind']> = Extract<Ground, { kind: Kind }>;

export type ReplacementFacts = FloorFacts & {
  readonly visit: Visit;
  readonly ground: Ground;
  readonly reason: string;
  readonly managerId: string;
  /** All consultants of the site in their fixed order. */
  readonly cycle: readonly string[];
  /** Who waits with the manager for the one who is replaced (SR-1.08). */
  readonly nextHeld: NextHeld;
};

/** What a replacement does outside the floor; whoever carries it out asks ownership and conduct. */
export type ReplacementConsequence =
  /** SR-4.02: a deal under the claim that this visit opened is divided, or, with a share of one alone, not any more. */
  | { readonly type: 'ClaimDivided'; readonly sharing: Sharing }
  /** The claim of the one who is replaced, if there is one, becomes another's. */
  | {
      readonly type: 'ClaimMoved';
      readonly from: string;
      readonly to: string;
      readonly reason: TransferReason;
      readonly rules: readonly RuleId[];
    }
  | {
      readonly type: 'ViolationFound';
      readonly staffId: string;
      /** Null: without an entry in the schedule, the amount is ruled (SR-4.05). */
      readonly code: string | null;
      readonly grave: boolean;
      readonly reason: string;
      readonly rules: readonly RuleId[];
    };

export type ReplacementEvent = VisitEvent | RotationEvent | ReplacementConsequence;

/** `CONTINUES`: nothing changes but the record; `STANDS_IN`: the client stays whose it was; `REASSIGNED`: after the reception. */
export type ReplacementOutcome = 'CONTINUES' | 'REPLACED' | 'STANDS_IN' | 'REASSIGNED';

/** Whose client it is while somebody may be standing in: the one whom a replacement takes it from. */
export const claimantOfVisit = ({ consultantId, actingFor }: Visit): string | null => actingFor ?? consultantId;

/** SR-4.03: somebody's client before this visit; a client received as new is the day's new client, whatever they once were. */
export const isOldClient = ({ kind }: Visit): boolean => kind === 'returning' || kind === 'buyer';
