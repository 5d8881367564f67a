import { appendAudit, BadInput, NotSignedIn, TooManyRequests } from '@shouwen/access';
import { acrossSites, type Tx } from '@shouwen/database';
import { text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { readPhone } from '../contacts/index.ts';
import { countSearch, searchAllowed, tooManySearches, traced } from '../trace/index.ts';
import type { Vault } from '../vault/index.ts';
import { type ClientRow, clientIdByPhone, readableClientByPhone } from './clientQueries.ts';
import { readerOf } from './reader.ts';

/**
 * Finds a client by the exact phone number among those the viewer may read (CR-2.02). Found or not, the search is traced
 * before it is answered (CR-2.04): one for a client whom the viewer may not know of answers like none, and stands in the trace as
 * refused with the client it was about.
 * @throws BadInput for a phone that is none, TooManyRequests for more searches than a person makes (CR-2.05)
 */
export const searchByPhone =
  (vault: Vault) =>
  async (context: BareContext, written: string): Promise<ClientRow | null> => {
    if (context.viewer.kind === 'anonymous') throw new NotSignedIn();
    const phone = readPhone(written);
    if (phone === null)
      throw new BadInput(text('这不是有效的电话号码。', 'This is not a valid phone number.'), 'phone');
    const phoneIndexes = vault.blindIndexes('phone', phone);
    const found = await context.db.transaction((tx) => search(tx, context, phoneIndexes));
    if (found === 'too many') throw new TooManyRequests();
    return found;
  };

/** Always the same statements, whether nobody has the number, a client of the asker's, or one the asker may not know of (S21, S22). */
const search = async (
  tx: Tx,
  context: BareContext,
  phoneIndexes: readonly Buffer[],
): Promise<ClientRow | null | 'too many'> => {
  const [phoneIndex = Buffer.alloc(0)] = phoneIndexes;
  const asked = { kind: 'search', siteId: null, phoneIndex } as const;
  const entry = { siteId: null, action: 'client.searchByPhone', detail: 'phone' };
  if (!(await searchAllowed(tx, context, asked))) {
    const reason = tooManySearches.code;
    await appendAudit(tx, traced(context, { ...entry, resource: { type: 'Client', id: 'none' }, reason }, 'refused'));
    return 'too many';
  }
  const sought = await acrossSites(tx, () => clientIdByPhone(tx, phoneIndexes));
  const client = await readableClientByPhone(tx, readerOf(context), phoneIndexes);
  await countSearch(tx, context, { ...asked, missed: client === null });
  const decision = sought !== null && client === null ? 'refused' : 'allowed';
  const resource = { type: 'Client', id: sought ?? 'none' };
  await appendAudit(tx, traced(context, { ...entry, resource, ground: client?.ground ?? null }, decision));
  return client;
};
