import { sitesWhere, type Viewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { BareContext } from '@shouwen/subgraph';
import { fileReaderOf, type Sites } from '../files/fileReader.ts';
import type { DestructionReader } from './destructionQueries.ts';

const parts = ['archive.destroyPropose', 'archive.destroyApprove', 'archive.inspect'] as const;

/** Where the viewer has a part in destructions: proposing, approving, or, by any of these, witnessing. */
export const witnessSites = (viewer: Viewer): Sites => {
  const sites = parts.map((part) => sitesWhere(viewer, part));
  return sites.includes('*') ? '*' : sites.flat();
};

export const destructionReaderOf = async (
  tx: Tx,
  context: Pick<BareContext, 'viewer' | 'now'>,
): Promise<DestructionReader> => ({
  files: await fileReaderOf(tx, context),
  sites: witnessSites(context.viewer),
});
