import { type AuditRecord, appendAudits } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { BareContext } from '@shouwen/subgraph';

/** What is read or was refused (CR-2.04); who, when and from where come from the request. */
export type TraceEntry = Omit<AuditRecord, 'at' | 'actor' | 'requestId' | 'clientAddress' | 'decision'>;

/** The audit record of an entry: `appendAudit(tx, traced(context, { …, clientId, detail, ground }, 'allowed'))`. */
export const traced = (
  { now, viewer, requestId, clientAddress }: BareContext,
  entry: TraceEntry,
  decision: 'allowed' | 'refused',
): AuditRecord => ({ ...entry, at: now, actor: viewer, requestId, clientAddress: clientAddress ?? null, decision });

/**
 * Shows something that is confidential (CR-2.04, I21): one line for each entry is written and committed, and only then `read` runs. When
 * the trail takes no line, nothing is read. Whether the reader may read it is decided before; `read` begins a transaction of its own.
 */
export const readBeforeShown = async <T>(
  context: BareContext,
  entry: TraceEntry | readonly TraceEntry[],
  read: (tx: Tx) => Promise<T>,
): Promise<T> => {
  const records = [entry].flat().map((one) => traced(context, one, 'allowed'));
  await context.db.transaction((tx) => appendAudits(tx, records));
  return context.db.read(read);
};

/** Writes down that somebody tried, in a transaction of its own; for what exists. The answer is that of what does not exist. */
export const traceRefusal = async (context: BareContext, entry: TraceEntry): Promise<void> =>
  context.db.transaction((tx) => appendAudits(tx, [traced(context, entry, 'refused')]));
