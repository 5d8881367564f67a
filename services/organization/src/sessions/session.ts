/** A time of being signed in, as the tokens name it (`sid`). Sessions of one sign-in are a family: they share a refresh token chain. */
export type Session = {
  readonly id: string;
  readonly familyId: string;
  readonly staffId: string;
  readonly startedAt: Date;
  /** Until when its refresh token can be used; nobody can come back later. */
  readonly aliveUntil: Date;
  readonly endedAt: Date | null;
  readonly endReason: EndReason | null;
};

/**
 * Why a session ended. After `grants-changed` the sign-in goes on: the refresh token opens a new session of the family, with
 * the new permissions; after everything else one has to sign in again.
 */
export type EndReason = 'signed-out' | 'left' | 'token-reused' | 'grants-changed';

/** Whose sessions: of one sign-in, of a person, or of everybody with a role in force. */
export type SessionsOf =
  | { readonly family: string }
  | { readonly staff: string }
  | { readonly role: string; readonly now: Date };
