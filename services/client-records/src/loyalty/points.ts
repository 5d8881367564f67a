import type { Refusal } from '@shouwen/kernel';

export type EntryKind = 'earned' | 'spent' | 'expired' | 'corrected';

/** Why there is an entry; a code, so that the ledger names nobody even when a client is erased (CR-2.06). */
export type EntryReason =
  | 'new-client-brought'
  | 'event-sale'
  | 'deal'
  | 'redemption'
  | 'expiry'
  | 'no-longer-earned'
  | 'owed-paid-back'
  | CorrectionReason;

/** Why a person corrects points. */
export const correctionReasons = ['miscounted', 'goodwill', 'complaint', 'abuse', 'carried-over'] as const;
export type CorrectionReason = (typeof correctionReasons)[number];

/** What points were earned for, or what took them. */
export type Reference = { readonly kind: 'guest' | 'event-sale' | 'deal' | 'act' | 'lot'; readonly id: string };

/** A redemption or a correction, pending until another person confirms or signs it. */
export type PointsAct = {
  readonly actId: string;
  readonly kind: 'redemption' | 'correction';
  readonly clientId: string;
  readonly siteId: string;
  /** What it changes: negative for a redemption. */
  readonly points: number;
  readonly reason: EntryReason;
  readonly rewardId: string | null;
  readonly quantity: number | null;
  readonly state: 'pending' | 'done' | 'declined';
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly decidedBy: string | null;
  readonly explanationId: string;
  readonly version: number;
};

export type PointsRefusal = Refusal<
  'POINTS_INSUFFICIENT' | 'REWARD_NOT_VALID' | 'POINTS_NEED_ANOTHER_PERSON' | 'POINTS_ACT_DECIDED' | 'BAD_INPUT'
>;
