import { can } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { BareContext } from '@shouwen/subgraph';
import { readableClients } from './clientQueries.ts';
import { readerOf } from './reader.ts';

type Asked = { readonly siteId: string; readonly ids: readonly string[] };

/**
 * Which of these clients the viewer may know of at the desk of a site: whoever receives the visitors there has to know who they are, as
 * has whoever reads the clients of the site; a consultant knows the own ones (CR-2.01).
 */
export const seenAtDesk = async (
  tx: Tx,
  context: BareContext,
  { siteId, ids }: Asked,
): Promise<ReadonlySet<string>> => {
  const { viewer } = context;
  if (can(viewer, 'reception.receive', siteId) || can(viewer, 'client.readSite', siteId)) return new Set(ids);
  return new Set((await readableClients(tx, readerOf(context), ids)).map(({ askedId }) => askedId));
};
