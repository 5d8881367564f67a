import { actorOf, appendAudit, TooManyRequests } from '@shouwen/access';
import type { BareContext } from '@shouwen/subgraph';
import { recordsPolicyAt } from '../../policies/index.ts';
import { traced, traceRefusal } from '../readBeforeShown.ts';
import { mayReadMore } from './admission.decision.ts';
import { countReads, insertReads, noteFirstPage } from './clientReadStore.ts';

/** A client that somebody reads, and on which ground. */
export type ReadClient = { readonly id: string; readonly ground: string };

/**
 * Counts the clients that are shown to somebody who has no custody of them, in lists, pages and references of other departments alike;
 * each once an hour. @throws TooManyRequests for bulk reads (CR-2.05), which stand in the trail
 */
export const limitReads = async (context: BareContext, clients: readonly ReadClient[]): Promise<void> => {
  const clientIds = clients.filter(({ ground }) => ground !== 'custody').map(({ id }) => id);
  if (clientIds.length === 0 || context.viewer.kind === 'system') return;
  const reads = { actor: actorOf(context.viewer), hour: hourOf(context.now), clientIds };
  const allowed = await context.db.read(async (tx) => {
    const counted = await countReads(tx, reads);
    if (counted.more === 0) return 'counted';
    const { params } = await recordsPolicyAt(tx, null, context.now);
    return mayReadMore(counted, params['read.clientsPerHour']) ? 'more' : 'refused';
  });
  if (allowed === 'more') await context.db.transaction((tx) => insertReads(tx, reads));
  if (allowed !== 'refused') return;
  await traceRefusal(context, { ...bulkRead, siteId: null });
  throw new TooManyRequests();
};

/** What stands in the trail when somebody read too many clients; also what raises a leak (CR-5.01). */
export const bulkRead = {
  action: 'client.readBulk',
  resource: { type: 'Client', id: 'none' },
  reason: 'BULK_READ',
} as const;

/**
 * Writes down that the page of a client was opened, before it is shown: one line for a reader, a client and an hour (CR-2.04). An
 * attempt on what may not be read stands there too.
 */
export const tracePage = async (
  context: BareContext,
  { asked, read }: { readonly asked: string; readonly read: ReadClient | null },
): Promise<void> => {
  const entry = { siteId: null, action: 'client.read', detail: 'page' };
  if (read === null) return traceRefusal(context, { ...entry, resource: { type: 'Client', id: asked } });
  const { id, ground } = read;
  const page = { actor: actorOf(context.viewer), hour: hourOf(context.now), clientId: id };
  await context.db.transaction(async (tx) => {
    if (!(await noteFirstPage(tx, page))) return;
    await appendAudit(tx, traced(context, { ...entry, ground, resource: { type: 'Client', id } }, 'allowed'));
  });
};

/** A full hour is the same in every zone of ours. */
const hourOf = (now: Date): Date => new Date(Math.floor(now.getTime() / 3_600_000) * 3_600_000);
