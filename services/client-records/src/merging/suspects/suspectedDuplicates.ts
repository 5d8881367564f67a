import { appendAudit, canSomewhere, demandStaff, Forbidden } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { type BareContext, typedPageOf } from '@shouwen/subgraph';
import { readableClients, readerOf } from '../../clients/index.ts';
import { openSuspicions, type SuspicionRow } from './suspicionQueries.ts';

type Page = { readonly first?: number | null; readonly after?: string | null };

const step = 100;

/**
 * CR-1.05: the pairs of records that may be of one person, as far as the viewer could merge them: both have to be readable where the
 * viewer holds `client.merge`. The look is traced (CR-2.04). One row more than the limit when more follow. @throws Forbidden, NotSignedIn
 */
export const suspectedDuplicates = async (
  context: BareContext,
  asked: Page,
): Promise<{ readonly rows: SuspicionRow[]; readonly limit: number }> => {
  demandStaff(context.viewer);
  if (!canSomewhere(context.viewer, 'client.merge')) throw new Forbidden('client.merge');
  const { limit, after } = typedPageOf(asked, ['id']);
  await context.db.transaction((tx) => trace(tx, context));
  const rows = await context.db.read((tx) =>
    readablePairs(tx, context, { after: after?.[0] ?? null, limit: limit + 1 }),
  );
  return { rows, limit };
};

const readablePairs = async (
  tx: Tx,
  context: BareContext,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<SuspicionRow[]> => {
  const found: SuspicionRow[] = [];
  let [from, more] = [after, true];
  while (more && found.length < limit) {
    const rows = await openSuspicions(tx, { after: from, limit: step });
    const ids = [...new Set(rows.flatMap(({ oneId, otherId }) => [oneId, otherId]))];
    const clients = await readableClients(tx, readerOf(context, 'client.merge'), ids);
    const readable = new Set(clients.map(({ askedId }) => askedId));
    found.push(...rows.filter(({ oneId, otherId }) => readable.has(oneId) && readable.has(otherId)));
    from = rows.at(-1)?.id ?? from;
    more = rows.length === step;
  }
  return found.slice(0, limit);
};

const trace = (tx: Tx, { now, viewer, requestId }: BareContext): Promise<void> =>
  appendAudit(tx, {
    ...{ at: now, actor: viewer, siteId: null, action: 'client.suspectedDuplicates', requestId },
    ...{ resource: { type: 'Client', id: 'none' }, decision: 'allowed' },
  });
