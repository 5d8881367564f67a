import { isUuid } from '@shouwen/kernel';
import type { GraphContext } from '@shouwen/subgraph';
import { tracePage } from '../trace/index.ts';
import type { ClientLoaders } from './clientLoaders.ts';
import type { AskedClient } from './clientQueries.ts';

/** A client's page, once it stands in the trail that this reader opened it, or tried to (CR-2.04). */
export const clientPage = async (context: GraphContext<ClientLoaders>, id: string): Promise<AskedClient | null> => {
  const read = await context.loaders.clients.load(id);
  if (context.viewer.kind === 'anonymous') return read;
  // What is no id is not copied into the trace: it may be anything, and of any length.
  await tracePage(context, { asked: isUuid(id) ? id : 'none', read });
  return read;
};
