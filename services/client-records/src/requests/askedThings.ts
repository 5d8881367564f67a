import { BadInput, NotFound } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { isUuid, text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { type ArchiveFile, filesForAct, isClassified, readableFiles } from '../archive/index.ts';
import { clientsKnownAt, readableClients, readerOf } from '../clients/index.ts';
import { traceRefusal } from '../trace/index.ts';

export type AskedThings = {
  readonly clientId: string | null;
  readonly fileIds: readonly string[];
  readonly siteId: string;
};

/** What a request is about, found to be known to whoever names it: the files, and the client they are of. */
export type NamedThings = { readonly clientId: string | null; readonly files: readonly ArchiveFile[] };

/**
 * Finds files and clients by their ids, as far as the viewer may know of them. What one may not know of answers like what there is not
 * (CR-3.02), and the attempt is traced. All files are of one client and kept at the site of the request.
 * @throws NotFound; BadInput for files of several clients, or kept elsewhere
 */
export const namedThings = async (context: BareContext, asked: AskedThings): Promise<NamedThings> => {
  const { files, client } = await context.db.read((tx) => find(tx, context, asked));
  const missing = asked.fileIds.find((id) => !files.some(({ fileId }) => fileId === id));
  if (missing !== undefined) return unknown(context, 'File', missing);
  if (asked.clientId !== null && client === null) return unknown(context, 'Client', asked.clientId);
  if (files.some(({ siteId }) => siteId !== asked.siteId)) throw new BadInput(keptElsewhere, 'siteId');
  const clients = new Set(files.map(({ clientId }) => clientId));
  if (clients.size > 1) throw new BadInput(oneClient, 'fileIds');
  const [ofFiles = null] = clients;
  return { clientId: ofFiles ?? client, files };
};

const find = async (tx: Tx, context: BareContext, { clientId, fileIds, siteId }: AskedThings) => {
  const files = fileIds.length === 0 ? [] : await readableFiles(tx, context, fileIds);
  if (clientId === null) return { files, client: null };
  const [row] = isUuid(clientId) ? await readableClients(tx, readerOf(context), [clientId]) : [];
  const known = row && (files.length > 0 || (await clientsKnownAt(tx, siteId, [row.id, clientId])).length > 0);
  return { files, client: known ? row.id : null };
};

/** Answers like what there is not, and traces the attempt in a transaction of its own. */
export const unknown = async (context: BareContext, type: string, id: string): Promise<never> => {
  const resource = { type, id: isUuid(id) ? id : 'none' };
  await traceRefusal(context, { siteId: null, action: 'request', resource });
  throw new NotFound();
};

/** The levels as they are now, whoever asks: what decides who has to approve. */
export const levelsNow = async (tx: Tx, fileIds: readonly string[]) =>
  (await filesForAct(tx, fileIds)).map((file) => ({
    ...file,
    classified: isClassified(file.level),
    kept: file.state === 'kept',
  }));

const keptElsewhere = text('档案不在此案场保管。', 'The file is not kept at this site.');
const oneClient = text('一份申请只涉及一位客户的档案。', 'A request is about the files of one client.');
