import { acrossSites, type Tx } from '@shouwen/database';
import type { BareContext } from '@shouwen/subgraph';
import { clientsGranted } from '../grants/index.ts';
import { type AskedClient, clientsKnownAnywhere } from './clientQueries.ts';

/**
 * Of these clients, those whose page the viewer opens by an approved request alone (CR-4.01), at whatever site they are known. A grant is
 * narrow: it opens the page it names, and puts nobody into a list or a search.
 */
export const clientsByGrant = async (
  tx: Tx,
  { viewer, now }: BareContext,
  ids: readonly string[],
): Promise<AskedClient[]> => {
  if (viewer.kind !== 'staff' || ids.length === 0) return [];
  const granted = await clientsGranted(tx, viewer.staffId, now);
  return granted.length === 0 ? [] : acrossSites(tx, () => clientsKnownAnywhere(tx, { ids, among: granted }));
};
