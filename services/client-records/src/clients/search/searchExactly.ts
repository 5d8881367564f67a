import { appendAudit, BadInput, NotSignedIn, TooManyRequests } from '@shouwen/access';
import { acrossSites, type Tx } from '@shouwen/database';
import { text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { cleanText, readIdentityNumber } from '../../contacts/index.ts';
import { countSearch, searchAllowed, tooManySearches, traced } from '../../trace/index.ts';
import type { Vault } from '../../vault/index.ts';
import {
  type ClientRow,
  clientIdByIdentity,
  clientIdByNumber,
  type Reader,
  readableClientByIdentity,
  readableClientByNumber,
} from '../clientQueries.ts';
import { readerOf } from '../reader.ts';

type Search = {
  readonly by: 'number' | 'identityNumber';
  /** Under which the searches of one thing are counted. */
  readonly index: Buffer;
  readonly whoeverAsks: (tx: Tx) => Promise<string | null>;
  readonly asReader: (tx: Tx, reader: Reader) => Promise<ClientRow | null>;
};

/** CR-1.01: the client of exactly this number. @throws BadInput, TooManyRequests */
export const searchByNumber =
  (vault: Vault) =>
  async (context: BareContext, written: string): Promise<ClientRow | null> => {
    const number = cleanText(written.normalize('NFKC'), 20)?.toUpperCase() ?? null;
    if (number === null) throw new BadInput(text('客户编号无效。', 'This is no number of a client.'), 'number');
    return searchExactly(context, {
      by: 'number',
      index: vault.blindIndex('number', number),
      whoeverAsks: (tx) => clientIdByNumber(tx, number),
      asReader: (tx, reader) => readableClientByNumber(tx, reader, number),
    });
  };

/** CR-2.02: the client with exactly this identity number, however written. @throws BadInput, TooManyRequests */
export const searchByIdentityNumber =
  (vault: Vault) =>
  async (context: BareContext, written: string): Promise<ClientRow | null> => {
    const number = readIdentityNumber(written);
    if (number === null)
      throw new BadInput(text('证件号码无效。', 'This is not a valid identity number.'), 'identityNumber');
    const indexes = vault.blindIndexes('identity', number);
    return searchExactly(context, {
      by: 'identityNumber',
      index: vault.blindIndex('identity', number),
      whoeverAsks: (tx) => clientIdByIdentity(tx, indexes),
      asReader: (tx, reader) => readableClientByIdentity(tx, reader, indexes),
    });
  };

/**
 * Among those the viewer may read; found or not, traced before it is answered (CR-2.04). Always the same statements, whether there is no
 * such client, one of the asker's, or one the asker may not know of (S21, S22).
 */
const searchExactly = async (context: BareContext, search: Search): Promise<ClientRow | null> => {
  if (context.viewer.kind === 'anonymous') throw new NotSignedIn();
  const found = await context.db.transaction((tx) => look(tx, context, search));
  if (found === 'too many') throw new TooManyRequests();
  return found;
};

const look = async (tx: Tx, context: BareContext, search: Search): Promise<ClientRow | null | 'too many'> => {
  const asked = { kind: 'search', siteId: null, phoneIndex: search.index } as const;
  const action = search.by === 'number' ? 'client.searchByNumber' : 'client.searchByIdentityNumber';
  const entry = { siteId: null, action, detail: search.by };
  if (!(await searchAllowed(tx, context, asked))) {
    const reason = tooManySearches.code;
    await appendAudit(tx, traced(context, { ...entry, resource: { type: 'Client', id: 'none' }, reason }, 'refused'));
    return 'too many';
  }
  const sought = await acrossSites(tx, () => search.whoeverAsks(tx));
  const client = await search.asReader(tx, readerOf(context));
  await countSearch(tx, context, { ...asked, missed: client === null });
  const decision = sought !== null && client === null ? 'refused' : 'allowed';
  const resource = { type: 'Client', id: sought ?? 'none' };
  await appendAudit(tx, traced(context, { ...entry, resource, ground: client?.ground ?? null }, decision));
  return client;
};
