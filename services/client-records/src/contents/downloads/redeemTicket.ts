import { appendAudit, type StaffViewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { isUuid } from '@shouwen/kernel';
import type { BareContext, OutgoingFile } from '@shouwen/subgraph';
import { type FileRow, fileForAct, readableFiles } from '../../archive/index.ts';
import { takeGrant } from '../../grants/index.ts';
import { traced, traceRefusal } from '../../trace/index.ts';
import { mediaTypeOf } from '../checks/index.ts';
import { openName, sealOf } from '../contentKeys.ts';
import { type Content, contentsOfFiles } from '../contentStore.ts';
import { readContent } from '../sealing/index.ts';
import type { Deps } from '../uploads/receivePart.ts';
import { readingActs } from './openContent.ts';
import { fileOfTicket, takeTicket } from './ticketStore.ts';

/**
 * Gives a content out for a ticket (CR-3.01): to the person and in the session for whom it was issued, in its minute, once, and only if
 * the person may read the file now. That it is given out is written down and committed before the first byte leaves (CR-2.04, I21); when
 * it cannot be, nothing leaves. Everything else is like an unknown ticket, and traced when it was one.
 */
export const redeemTicket =
  ({ vault, store }: Deps) =>
  async (context: BareContext, ticketId: string): Promise<OutgoingFile | null> => {
    const { viewer, db, log, requestId } = context;
    if (viewer.kind !== 'staff' || !isUuid(ticketId)) return null;
    const content = await db
      .transaction((tx) => take(tx, { context, viewer, ticketId }))
      .catch((error: unknown) => {
        if (error instanceof NotForTicket) return null;
        throw error;
      });
    if (content === null) {
      await traceMisuse(context, ticketId);
      return null;
    }
    const { contentId, kind, bytes, parts, sha256 } = content;
    const body = readContent(store, { seal: sealOf(vault, content), parts }, sha256);
    body.once('error', (error) => log.error({ requestId, contentId, err: error }, 'a content broke off'));
    return { name: openName(vault, content, content.nameSealed), mediaType: mediaTypeOf[kind], bytes, body };
  };

/** Rolls back what was taken with the ticket: a grant for one act is not used up by a refusal. */
class NotForTicket extends Error {}

type Bearing = { readonly context: BareContext; readonly viewer: StaffViewer; readonly ticketId: string };

const take = async (tx: Tx, { context, viewer, ticketId }: Bearing): Promise<Content> => {
  const { staffId, sessionId } = viewer;
  const fileId = await takeTicket(tx, ticketId, { staffId, sessionId, now: context.now });
  const [file] = fileId === null ? [] : await readableFiles(tx, context, [fileId]);
  if (file?.state !== 'kept') throw new NotForTicket();
  const ground = file.ground === 'grant' ? await groundOf(tx, { context, viewer, file }) : file.ground;
  const [content] = await contentsOfFiles(tx, [file.fileId]);
  if (ground === null || content === undefined) throw new NotForTicket();
  const { siteId, clientId } = file;
  const resource = { type: 'File', id: file.fileId };
  const entry = { action: 'archive.readContent', resource, siteId, clientId, detail: 'content', ground };
  await appendAudit(tx, traced(context, entry, 'allowed'));
  return content;
};

type Granted = Pick<Bearing, 'context' | 'viewer'> & { readonly file: FileRow };

/** The grant that covers the reading; one that is good for one act is used by it. */
const groundOf = async (tx: Tx, { context, viewer, file }: Granted): Promise<string | null> => {
  const { fileId, clientId } = file;
  for (const act of readingActs) {
    const grant = await takeGrant(tx, { staffId: viewer.staffId, act, clientId, fileId, now: context.now });
    if (grant) return grant.id;
  }
  return null;
};

const traceMisuse = async (context: BareContext, ticketId: string): Promise<void> => {
  const file = await context.db.read(async (tx) => {
    const fileId = await fileOfTicket(tx, ticketId);
    return fileId === null ? null : fileForAct(tx, fileId);
  });
  if (file === null) return;
  const { siteId, clientId, fileId: id } = file;
  await traceRefusal(context, { action: 'archive.readContent', resource: { type: 'File', id }, siteId, clientId });
};
