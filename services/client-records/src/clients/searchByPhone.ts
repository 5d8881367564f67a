import { appendAudit, BadInput, NotSignedIn } from '@shouwen/access';
import { acrossSites } from '@shouwen/database';
import { text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { readPhone } from '../contacts/index.ts';
import type { Vault } from '../vault/index.ts';
import { type ClientRow, clientIdByPhone, readableClientByPhone } from './clientQueries.ts';
import { readerOf } from './reader.ts';

/**
 * Finds a client by the exact phone number among those the viewer may read (CR-2.02). Found or not, the search is traced
 * before it is answered (CR-2.04): one for a client whom the viewer may not know of answers like none, and stands in the trace as
 * refused with the client it was about.
 * @throws BadInput for a phone that is none
 */
export const searchByPhone =
  (vault: Vault) =>
  async (context: BareContext, written: string): Promise<ClientRow | null> => {
    if (context.viewer.kind === 'anonymous') throw new NotSignedIn();
    const phone = readPhone(written);
    if (phone === null)
      throw new BadInput(text('这不是有效的电话号码。', 'This is not a valid phone number.'), 'phone');
    return context.db.transaction(async (tx) => {
      const phoneIndexes = vault.blindIndexes('phone', phone);
      // Both are always asked, so that the time of the answer tells nothing either.
      const sought = await acrossSites(tx, () => clientIdByPhone(tx, phoneIndexes));
      const client = await readableClientByPhone(tx, readerOf(context), phoneIndexes);
      await appendAudit(tx, {
        at: context.now,
        actor: context.viewer,
        siteId: null,
        action: 'client.searchByPhone',
        resource: { type: 'Client', id: sought ?? 'none' },
        decision: sought !== null && client === null ? 'refused' : 'allowed',
        requestId: context.requestId,
      });
      return client;
    });
  };
