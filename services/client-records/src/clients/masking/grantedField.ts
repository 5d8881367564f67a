import type { Tx } from '@shouwen/database';
import type { BareContext } from '@shouwen/subgraph';
import { grantCovering } from '../../grants/index.ts';
import { idsOfPerson } from '../../persons/index.ts';
import { type AskedClient, clientsKnownAnywhere } from '../clientQueries.ts';

export type FieldByGrant = { readonly client: AskedClient; readonly grantId: string };

/**
 * The client, when an approved request lets this reader see exactly this field of it in full now (CR-2.03, CR-4.01), at whatever site it is
 * known. Call it `acrossSites`: a grant is a ground of its own.
 */
export const fieldByGrant = async (
  tx: Tx,
  { viewer, now }: BareContext,
  { clientId, field }: { readonly clientId: string; readonly field: string },
): Promise<FieldByGrant | null> => {
  if (viewer.kind !== 'staff') return null;
  for (const granted of await idsOfPerson(tx, clientId)) {
    const asked = { staffId: viewer.staffId, act: 'view', clientId: granted, field, now } as const;
    const grant = await grantCovering(tx, asked);
    if (grant === null) continue;
    const [client] = await clientsKnownAnywhere(tx, { ids: [clientId], among: [granted] });
    return client ? { client, grantId: grant.id } : null;
  }
  return null;
};
