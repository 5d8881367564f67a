import type { IsoDate } from '@shouwen/kernel';
import type { MakeUpReason } from '../policies/index.ts';
import type { AwayReason, MakeUp } from './rotation.ts';

/** Why the head of the rotation did not receive (SR-1.03). */
export type SkipReason = AwayReason | 'receiving' | 'usedInAdvance' | 'notPrepared' | 'suspended';

/** What a counted turn used up: a place of the rotation, a make-up that was due, or a later turn in advance (SR-1.21). */
export type Turn =
  | { readonly kind: 'regular'; readonly place: string }
  | { readonly kind: 'makeUp'; readonly reason: MakeUp['reason'] }
  | { readonly kind: 'inAdvance' };

/**
 * What happens to a rotation. Each one is an entry of the rotation log, which is never changed (SR-1.11).
 * `consultantId` is who acts; `place` the place of the rotation, which belongs to somebody else after a swap (SR-1.05).
 */
export type RotationEvent =
  | {
      readonly type: 'RotationOpened';
      readonly date: IsoDate;
      readonly order: readonly string[];
      readonly at: Date;
    }
  | { readonly type: 'RotationClosed'; readonly due: string | null; readonly at: Date }
  | {
      readonly type: 'TurnSkipped';
      readonly place: string;
      readonly consultantId: string;
      readonly reason: SkipReason;
      /** Null: the turn is lost. */
      readonly makeUp: MakeUpReason | null;
      readonly at: Date;
    }
  | {
      readonly type: 'TurnTaken';
      readonly consultantId: string;
      readonly visitId: string;
      readonly position: number;
      readonly turn: Turn;
      readonly at: Date;
    }
  /** The reception turned out not to count: the consultant gets back what it had used up at `missedAt`. */
  | {
      readonly type: 'TurnReturned';
      readonly consultantId: string;
      readonly visitId: string;
      readonly turn: Turn;
      readonly missedAt: Date;
      readonly at: Date;
    }
  /** SR-4.05: replaced in mid-reception: the turn that it used up is lost, unless the manager grants another. */
  | {
      readonly type: 'TurnForfeited';
      readonly consultantId: string;
      readonly visitId: string;
      readonly makeUp: MakeUpReason | null;
      readonly at: Date;
    }
  /** Stands in for the old client's consultant with the new client, and may take the next one (SR-6.02). */
  | { readonly type: 'TurnEarned'; readonly consultantId: string; readonly visitId: string; readonly at: Date }
  | {
      readonly type: 'ReceptionStarted';
      readonly consultantId: string;
      readonly visitId: string;
      readonly tourGroup: boolean;
      readonly at: Date;
    }
  /** The manager looks after the visitor until the consultant is free (SR-1.08). */
  | {
      readonly type: 'VisitHeld';
      readonly consultantId: string;
      readonly visitId: string;
      readonly tourGroup: boolean;
      readonly at: Date;
    }
  /** `consultantId` null: nobody had started, the manager had looked after the visitor to the end. */
  | {
      readonly type: 'ReceptionEnded';
      readonly consultantId: string | null;
      readonly visitId: string;
      readonly at: Date;
    }
  | {
      readonly type: 'ConsultantLeft';
      readonly consultantId: string;
      readonly reason: AwayReason;
      readonly announced: boolean;
      readonly confirmedBy: string | null;
      readonly at: Date;
    }
  | { readonly type: 'ConsultantReturned'; readonly consultantId: string; readonly at: Date }
  | {
      readonly type: 'SwapApproved';
      readonly first: string;
      readonly second: string;
      readonly approvedBy: string;
      readonly at: Date;
    }
  | {
      readonly type: 'OrderCorrected';
      readonly order: readonly string[];
      readonly signedBy: string;
      readonly reason: string;
      readonly at: Date;
    }
  | {
      readonly type: 'MakeUpGranted';
      readonly consultantId: string;
      readonly signedBy: string;
      readonly reason: string;
      readonly at: Date;
    }
  /** SR-1.09, V-08: away for the meal since then, for longer than the policy allows. */
  | { readonly type: 'MealOverstayed'; readonly consultantId: string; readonly since: Date; readonly at: Date }
  /** SR-1.10: dress, kit and the availability of the day are in order. */
  | { readonly type: 'PreparationConfirmed'; readonly consultantId: string; readonly at: Date }
  /** SR-1.12: nobody answered; `consultantId` null: it was nobody's slot. */
  | {
      readonly type: 'CallMissed';
      readonly consultantId: string | null;
      readonly passed: readonly string[];
      readonly at: Date;
    }
  /** `passed`: those due before the answerer who were busy or away (SR-1.12). */
  | {
      readonly type: 'CallTaken';
      readonly consultantId: string;
      readonly passed: readonly string[];
      readonly at: Date;
    };
