import { type Refusal, text } from '@shouwen/kernel';

/** `proposed`: the manager has proposed a split that the sales director has not approved yet. */
export type DisputeState = 'open' | 'proposed' | 'settled' | 'ruled';

/** How many per cent of the consultants' part of a deal somebody gets. */
export type RuledShare = { readonly staffId: string; readonly parts: number };

/** Two consultants argue whose client somebody is (SR-7.04). */
export type Dispute = {
  readonly disputeId: string;
  readonly siteId: string;
  readonly clientId: string;
  readonly sides: readonly [string, string];
  readonly openedBy: string;
  readonly openedAt: Date;
  /** Until then the manager waits for both sides. */
  readonly statementsDueAt: Date;
  /** True when it is about one deal; else about the claim, and all that the client buys meanwhile. */
  readonly aboutDeal: boolean;
  readonly state: DisputeState;
  readonly shares: readonly RuledShare[] | null;
  readonly closedAt: Date | null;
  /** Why it stands as it does. */
  readonly explanationId: string;
  readonly version: number;
};

/** A split that somebody puts forward: a side to the other, or a manager to everybody. */
export type Proposal = {
  readonly proposalId: string;
  readonly disputeId: string;
  readonly kind: 'settlement' | 'ruling';
  readonly proposedBy: string;
  readonly proposedAt: Date;
  readonly shares: readonly RuledShare[];
  readonly reason: string;
  /** `agreed` by the other side, `approved` by the director, `final` at once; `withdrawn` when another took its place. */
  readonly answer: 'agreed' | 'approved' | 'final' | 'rejected' | 'withdrawn' | null;
  readonly answeredBy: string | null;
  readonly answeredAt: Date | null;
  readonly answerReason: string | null;
  readonly explanationId: string;
};

/** In a side's own words; told once, and amended by additions. */
export type Statement = {
  readonly statementId: string;
  readonly disputeId: string;
  readonly staffId: string;
  readonly madeAt: Date;
  readonly addition: boolean;
  readonly said: string;
};

export type EvidenceKind = 'visit' | 'registration' | 'call' | 'callRegistration' | 'followUp' | 'claim' | 'deal';

/** One line of a register, a call, a follow-up, a claim: who, when, and what matters about it. Never what was said. */
export type EvidenceItem = {
  readonly kind: EvidenceKind;
  readonly id: string;
  readonly staffId: string | null;
  readonly at: string;
  readonly details: Readonly<Record<string, string | boolean | null>>;
};

/** What the registers said at a moment: when the dispute was opened, and again when it was ruled on. */
export type Evidence = {
  readonly disputeId: string;
  readonly takenAt: Date;
  readonly occasion: 'opening' | 'ruling';
  readonly items: readonly EvidenceItem[];
};

/** A deal of the client; cancelled ones are not argued about, and what was decided is final. */
export type DisputedDeal = {
  readonly dealId: string;
  readonly state: 'closed' | 'cancelled';
  /** Somebody has settled or ruled on it before. */
  readonly decided: boolean;
};

export type DisputeRefusal = Refusal<
  | 'BAD_INPUT'
  | 'STAFF_UNKNOWN'
  | 'NOT_A_PARTY'
  | 'DEAL_NOT_OPEN'
  | 'DISPUTE_OPEN'
  | 'DISPUTE_DECIDED'
  | 'ALREADY_STATED'
  | 'NOT_STATED'
  | 'STATEMENTS_MISSING'
  | 'SHARES_DO_NOT_ADD_UP'
  | 'PARTY_CANNOT_RULE'
  | 'NEEDS_ANOTHER_PERSON'
  | 'AWAITS_APPROVAL'
  | 'NOTHING_TO_ANSWER'
>;

export const isSide = ({ sides }: Pick<Dispute, 'sides'>, staffId: string | null): boolean =>
  staffId !== null && sides.includes(staffId);

export const isOver = ({ state }: Pick<Dispute, 'state'>): boolean => state === 'settled' || state === 'ruled';

/** SR-7.04: what was settled or ruled is final. */
export const stillOpen = (dispute: Pick<Dispute, 'state'>): DisputeRefusal | null =>
  isOver(dispute)
    ? {
        code: 'DISPUTE_DECIDED',
        rule: 'SR-7.04',
        message: text('争议已了结，裁定为终局。', 'The dispute is over; what was decided is final.'),
      }
    : null;

/** Only between the two sides, nobody twice, whole per cents that add up to 100. */
export const sharesAddUp = (
  { sides }: Pick<Dispute, 'sides'>,
  shares: readonly RuledShare[],
): DisputeRefusal | null => {
  const staff = new Set(shares.map(({ staffId }) => staffId));
  const parts = shares.map((share) => share.parts);
  const whole = parts.every((part) => Number.isSafeInteger(part) && part >= 0 && part <= 100);
  const total = parts.reduce((sum, part) => sum + part, 0);
  const between = shares.every(({ staffId }) => sides.includes(staffId)) && staff.size === shares.length;
  if (whole && between && total === 100) return null;
  const message = text(
    '分配只在双方之间，每人一项，且合计须为100%。',
    'A split is between the two sides, one share each, and adds up to 100 per cent.',
  );
  return { code: 'SHARES_DO_NOT_ADD_UP', rule: 'SR-7.04', message };
};

/** A refusal under SR-7.04. */
export const disputeRefusal = (code: DisputeRefusal['code'], zh: string, en: string): DisputeRefusal => ({
  code,
  rule: 'SR-7.04',
  message: text(zh, en),
});
