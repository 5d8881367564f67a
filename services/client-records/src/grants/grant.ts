/** What somebody was allowed to do by a request that was approved (CR-4). */
export type GrantAct = 'view' | 'borrow' | 'copy' | 'carry' | 'disclose' | 'export';

export const grantActs: readonly GrantAct[] = ['view', 'borrow', 'copy', 'carry', 'disclose', 'export'];

/**
 * A narrow permission: these files or fields of a client, this reader, these acts, until then. It ends by itself; nothing has to
 * happen for it to be over.
 */
export type Grant = {
  readonly id: string;
  readonly requestId: string;
  /** Who may; nobody else, whatever else they may do. */
  readonly staffId: string;
  /** Null where the request speaks of no single client, such as an export of many. */
  readonly clientId: string | null;
  readonly acts: readonly GrantAct[];
  readonly fileIds: readonly string[];
  /** Fields of the client's record by name, such as `phone`. */
  readonly fields: readonly string[];
  /** Whether the reader may open the client's page too, masked as for everybody. */
  readonly showsClient: boolean;
  /** Which pages may be copied or taken down; null: the whole. */
  readonly pages: string | null;
  /** Good for one act; whoever uses it takes it with `useOnce`. */
  readonly oneTime: boolean;
  readonly usedAt: Date | null;
  /** From this instant on, and before `until`. */
  readonly from: Date;
  readonly until: Date;
  readonly revokedAt: Date | null;
};

export type GrantEnd = 'expired' | 'used' | 'revoked';

/** Why the grant is over at that time; null while it is not. */
export const endOfGrant = (grant: Grant, now: Date): GrantEnd | null => {
  if (grant.revokedAt !== null && grant.revokedAt <= now) return 'revoked';
  if (grant.usedAt !== null && grant.usedAt <= now) return 'used';
  return grant.until <= now ? 'expired' : null;
};

/** CR-4: in force from the first instant up to, and not at, the last; not revoked, not used up. */
export const isActive = (grant: Grant, now: Date): boolean => grant.from <= now && endOfGrant(grant, now) === null;
