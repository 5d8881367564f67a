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
};

/** Hash before the first entry of a chain. */
export const chainStart = '0'.repeat(64);

/** sha-256 over the previous hash and the entry's canonical text, so that no line can be changed, cut out or moved alone. */
export const entryHash = (previousHash: string, entry: AuditEntry): string =>
  createHash('sha256').update(previousHash).update('\n').update(canonicalJson(entry)).digest('hex');
