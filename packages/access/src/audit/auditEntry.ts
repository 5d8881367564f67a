import { createHash } from 'node:crypto';
import { canonicalJson } from '../canonicalJson.ts';

/** One line of the audit trail as it is hashed and stored. */
export type AuditEntry = {
  readonly seq: number;
  readonly at: Date;
  /** `actorOf(viewer)`; `sessionId` for staff. */
  readonly actor: string;
  readonly sessionId: string | null;
  readonly siteId: string | null;
  readonly action: string;
  readonly resourceType: string;
  readonly resourceId: string;
  readonly decision: 'allowed' | 'refused';
  readonly reason: string | null;
  readonly requestId: string | null;
} & AuditDetails;

/** What stands in the lines of form 2 alone (CR-2.04): which client, which field or file, by which grant, from where. */
export type AuditDetails = {
  /** How the line is hashed: lines of form 1 were written before these details were kept. */
  readonly form: AuditForm;
  /** By the clock of the database, which the writers share: it never goes back along the trail, unless somebody sets it back. */
  readonly keptAt: Date | null;
  readonly clientId: string | null;
  readonly detail: string | null;
  readonly ground: string | null;
  readonly clientAddress: string | null;
};

export type AuditForm = 1 | 2;

/** Hash before the first entry of a chain. */
export const chainStart = '0'.repeat(64);

/** sha-256 over the previous hash and the entry's canonical text, so that no line can be changed, cut out or moved alone. */
export const entryHash = (previousHash: string, entry: AuditEntry): string =>
  createHash('sha256')
    .update(previousHash)
    .update('\n')
    .update(canonicalJson(entry.form === 1 ? withoutDetails(entry) : entry))
    .digest('hex');

const withoutDetails = ({
  form,
  keptAt,
  clientId,
  detail,
  ground,
  clientAddress,
  ...entry
}: AuditEntry): Omit<AuditEntry, keyof AuditDetails> => entry;
