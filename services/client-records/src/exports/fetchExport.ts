import { Readable } from 'node:stream';
import { appendAudit } from '@shouwen/access';
import { acrossSites, type Tx } from '@shouwen/database';
import { isUuid } from '@shouwen/kernel';
import type { BareContext, OutgoingFile } from '@shouwen/subgraph';
import { traced, traceRefusal } from '../trace/index.ts';
import type { Vault } from '../vault/index.ts';
import { endExport, lockExport, type SealedExport } from './exportStore.ts';
import { placeOfExport } from './runExport.ts';

/**
 * CR-4.08: gives the file out, to its reader, once, in its time; then nothing of it is left. That it leaves is written down and committed
 * before its first byte does (CR-2.04, I21). For everybody else it is like an unknown ticket, and traced.
 */
export const fetchExport =
  (vault: Vault) =>
  async (context: BareContext, ticketId: string): Promise<OutgoingFile | null> => {
    const { viewer, db, now } = context;
    if (viewer.kind !== 'staff' || !isUuid(ticketId)) return null;
    const { found, file } = await db.transaction((tx) =>
      acrossSites(tx, async () => {
        const one = await lockExport(tx, ticketId);
        const mine = one?.readerId === viewer.staffId && one.contentSealed !== null && now < one.goodUntil;
        return { found: one, file: mine ? await giveOut(tx, { context, vault }, one) : null };
      }),
    );
    if (file === null && found !== null) await traceRefusal(context, entryOf(found));
    return file;
  };

type At = { readonly context: BareContext; readonly vault: Vault };

const giveOut = async (tx: Tx, { context, vault }: At, one: SealedExport): Promise<OutgoingFile> => {
  const { id, keyId, wrappedKey, contentSealed, name, mediaType } = one;
  const plain = vault.open({ keyId, wrapped: wrappedKey }, id, placeOfExport(id), contentSealed ?? Buffer.alloc(0));
  const bytes = Buffer.from(plain, 'base64');
  await endExport(tx, id, context.now);
  await appendAudit(tx, traced(context, entryOf(one), 'allowed'));
  return { name, mediaType, bytes: bytes.length, body: Readable.from([bytes], { objectMode: false }) };
};

const entryOf = ({ requestId, siteId, grantId, rows, filterHash }: SealedExport) => ({
  ...{ siteId, action: 'client.fetchExport', resource: { type: 'AccessRequest', id: requestId }, ground: grantId },
  ...{ detail: `rows=${rows}`, reason: `scope=${filterHash}` },
});
