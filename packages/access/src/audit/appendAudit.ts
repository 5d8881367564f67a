import type { Tx } from '@shouwen/database';
import { isUuid } from '@shouwen/kernel';
import { actorOf, type Viewer } from '../viewer/viewer.ts';
import { type AuditEntry, chainStart, entryHash } from './auditEntry.ts';
import { insertAuditEntries, lockAuditHead } from './auditStore.ts';

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
  /** Whose data it is about (CR-2.04): for files, requests, cases and the like. Of a resource `Client` it is known anyway. */
  readonly clientId?: string | null;
  /** Which field or part was read or changed: its name, never its value. */
  readonly detail?: string | null;
  /** By which grant: `custody`, `site-role`, `own-client`, or the id of a grant. */
  readonly ground?: string | null;
  /** From where: the address of the caller as the gateway saw it; `context.clientAddress`. */
  readonly clientAddress?: string | null;
};

/**
 * Adds a line to the service's audit trail, in the transaction of the act it tells of.
 * All appenders queue for the end of the chain, so this belongs at the end of a transaction.
 */
export const appendAudit = async (tx: Tx, record: AuditRecord): Promise<void> => appendAudits(tx, [record]);

/** Many lines at once, in this order. */
export const appendAudits = async (tx: Tx, records: readonly AuditRecord[]): Promise<void> => {
  if (records.length === 0) return;
  const { head, keptAt } = await lockAuditHead(tx);
  let [seq, previousHash] = [head?.seq ?? 0, head?.hash ?? chainStart];
  const lines = records.map((record) => {
    seq += 1;
    const entry = toEntry(record, { seq, keptAt });
    const line = { entry, previousHash, hash: entryHash(previousHash, entry) };
    previousHash = line.hash;
    return line;
  });
  await insertAuditEntries(tx, lines);
};

/** As the column gives it back: half a character comes back as the replacement sign, a NUL would not go in at all. */
const asKept = (value: string): string => Buffer.from(value).toString().replaceAll('\0', '\ufffd');

const keptOrNull = (value: string | null | undefined): string | null => (value == null ? null : asKept(value));

/** What is hashed must be what will be read: else whoever chooses a text could break the chain. */
const toEntry = (record: AuditRecord, { seq, keptAt }: { seq: number; keptAt: Date }): AuditEntry => ({
  seq,
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
  form: 2,
  keptAt,
  clientId: clientOf(record),
  detail: keptOrNull(record.detail),
  ground: keptOrNull(record.ground),
  clientAddress: keptOrNull(record.clientAddress),
});

/** What is about a client's record itself is about the client, whether or not the caller says so. */
const clientOf = ({ clientId, resource }: AuditRecord): string | null => {
  const id = (clientId ?? (resource.type === 'Client' ? resource.id : null))?.toLowerCase();
  return isUuid(id) ? id : null;
};
