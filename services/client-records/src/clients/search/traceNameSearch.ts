import { appendAudit } from '@shouwen/access';
import { acrossSites } from '@shouwen/database';
import type { BareContext } from '@shouwen/subgraph';
import { traced } from '../../trace/index.ts';
import { readableClients } from '../clientQueries.ts';
import { readerOf } from '../reader.ts';
import { clientIdsNamed } from './clientNameQueries.ts';

/**
 * CR-2.04: one line for each search by name, before it is answered. Who asks by the name of a client whom they may not know of is written
 * down with that client; always by the same statements, whether there is one or not (S21).
 */
export const traceNameSearch = async (context: BareContext, name: string): Promise<void> =>
  context.db.transaction(async (tx) => {
    const bearers = await acrossSites(tx, () => clientIdsNamed(tx, name));
    const shown = new Set((await readableClients(tx, readerOf(context), bearers)).map(({ askedId }) => askedId));
    const hidden = bearers.find((id) => !shown.has(id));
    const resource = { type: 'Client', id: hidden ?? 'none' };
    const entry = { siteId: null, action: 'client.searchByName', detail: 'name', resource };
    await appendAudit(tx, traced(context, entry, hidden === undefined ? 'allowed' : 'refused'));
  });
