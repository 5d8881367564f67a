import type { Tx } from '@shouwen/database';
import { actorOf, type Viewer } from '../viewer/viewer.ts';
import { type AuditEntry, chainStart, entryHash } from './auditEntry.ts';
import { type AuditHead, insertAuditEntry, lockAuditHead } from './auditStore.ts';

export type AuditRecord = {
  readonly at: Date;
  readonly actor: Viewer;
  readonly siteId: string | null;
  /** The act, as the command or permission is named: `signIn`, `client.unmask`. */
  readonly action: string;
  readonly resource: { readonly type: string; readonly id: string };
  readonly decision: 'allowed' | 'refused';
  /** A code or a purpose; never a name, a phone or a secret. */
  readonly reason?: string;
  readonly requestId?: string;
};

/**
 * Adds a line to the service's audit trail, in the transaction of the act it tells of.
 * All appenders queue for the end of the chain, so this belongs at the end of a transaction.
 */
export const appendAudit = async (tx: Tx, record: AuditRecord): Promise<void> => {
  const head = await lockAuditHead(tx);
  const entry = toEntry(record, head);
  const previousHash = head?.hash ?? chainStart;
  await insertAuditEntry(tx, { entry, previousHash, hash: entryHash(previousHash, entry) });
};

/** As the column gives it back: half a character comes back as the replacement sign, a NUL would not go in at all. */
const asKept = (value: string): string => Buffer.from(value).toString().replaceAll('\0', '\ufffd');

const keptOrNull = (value: string | null | undefined): string | null => (value == null ? null : asKept(value));

/** What is hashed must be what will be read: else whoever chooses a text could break the chain. */
const toEntry = (record: AuditRecord, head: AuditHead | null): AuditEntry => ({
  seq: (head?.seq ?? 0) + 1,
  at: record.at,
  actor: actorOf(record.actor),
  sessionId: record.actor.kind === 'staff' ? record.actor.sessionId : null,
  siteId: record.siteId?.toLowerCase() ?? null,
  action: record.action,
  resourceType: record.resource.type,
  resourceId: asKept(record.resource.id),
  decision: record.decision,
  reason: keptOrNull(record.reason),
  requestId: keptOrNull(record.requestId),
});
