import type { Place } from '../vault/index.ts';

/** What a person may ask of whoever holds data about them (CR-2.06; PIPL 15, 45, 46, 47). */
export const rightsKinds = ['copy', 'correction', 'withdrawal', 'deletion'] as const;
export type RightsKind = (typeof rightsKinds)[number];

/**
 * `proposed`: the handler would erase. `approved`: another agreed, and nothing stands in the way. `frozen`: agreed, but a duty to keep
 * stands in the way; erased when it ends.
 */
export const rightsStates = ['registered', 'proposed', 'frozen', 'approved', 'done', 'refused'] as const;
export type RightsState = (typeof rightsStates)[number];

/** Who asks, and how the identity was proven. */
export const askers = ['self', 'representative'] as const;
export type Asker = (typeof askers)[number];
export const proofs = ['identity-card', 'passport', 'registered-phone', 'power-of-attorney'] as const;
export type IdentityProof = (typeof proofs)[number];

/** Why data must be kept although the person wants them gone (PIPL 47: what the law says how long to keep is frozen, not erased). */
export const duties = ['deal', 'dispute', 'legal-hold', 'leak-case', 'loan', 'paper'] as const;
export type Duty = (typeof duties)[number];

export type RightsRequest = {
  readonly id: string;
  readonly number: string;
  readonly kind: RightsKind;
  readonly state: RightsState;
  readonly siteId: string;
  readonly clientId: string;
  readonly askedBy: Asker;
  readonly proof: IdentityProof;
  /** Sealed under the client's key; gone with it. */
  readonly askerSealed: Buffer | null;
  readonly proofSealed: Buffer | null;
  readonly wishSealed: Buffer | null;
  readonly answerSealed: Buffer | null;
  readonly registeredAt: Date;
  readonly registeredBy: string;
  readonly dueAt: Date;
  readonly proposedBy: string | null;
  readonly proposedAt: Date | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly duties: readonly Duty[];
  readonly closedAt: Date | null;
  readonly closedBy: string | null;
  readonly explanationId: string;
  readonly version: number;
};

/** The texts of a request. */
export type RightsText = 'asker' | 'proof' | 'wish' | 'answer';

/** Where a text of a request stands; a sealed one opens nowhere else. */
export const placeOfText = (text: RightsText, requestId: string): Place => ({
  table: 'rights_request',
  column: text,
  row: requestId,
});

/** Still to be answered. A frozen one was answered: the person was told why it has to wait. */
export const isOpen = ({ state }: Pick<RightsRequest, 'state'>): boolean =>
  state === 'registered' || state === 'proposed';

/** Not answered in time, whether a timer said so or not. */
export const isOverdue = (request: Pick<RightsRequest, 'state' | 'dueAt'>, now: Date): boolean =>
  isOpen(request) && request.dueAt <= now;
