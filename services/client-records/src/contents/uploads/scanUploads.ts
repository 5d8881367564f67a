import { appendAudit, systemViewer } from '@shouwen/access';
import { ConcurrentChange, type Tx } from '@shouwen/database';
import { reasoning, text } from '@shouwen/kernel';
import type { DueWork, DueWorkDeps } from '@shouwen/timers';
import { lockFilesForAct } from '../../archive/index.ts';
import type { Department } from '../../department/index.ts';
import { sealOf } from '../contentKeys.ts';
import { contentRefusal } from '../contentRefusal.ts';
import type { Scanner } from '../scanning/index.ts';
import { partsOf, readContent } from '../sealing/index.ts';
import { attachUpload } from './attachUpload.ts';
import { fileTakesIt } from './completeUpload.decision.ts';
import type { Deps } from './receivePart.ts';
import { partNames, type Upload } from './upload.ts';
import { changeUpload, lockUpload, partsReceived, quarantined } from './uploadStore.ts';

const atOnce = 50;

export type Scanning = Deps & { readonly scanner: Scanner; readonly log: Department['log'] };

/**
 * S24: looks through what waits in quarantine, and only then makes it the content of its file. While the scanner gives no verdict, nobody
 * reads it.
 */
export const scanUploads = (scanning: Scanning): DueWork => ({
  name: 'contents.scan',
  batch: async (deps, { now, siteId }) => {
    const waiting = await deps.db.read((tx) => quarantined(tx, { siteId, limit: atOnce }));
    let done = 0;
    for (const upload of waiting) if (await scanOne(scanning, deps, { upload, now })) done += 1;
    return done;
  },
});

type Waiting = { readonly upload: Upload; readonly now: Date };

const scanOne = async (
  { vault, store, scanner, log }: Scanning,
  { db, newId }: DueWorkDeps,
  { upload, now }: Waiting,
): Promise<boolean> => {
  const received = await db.read((tx) => partsReceived(tx, upload.uploadId));
  const parts = partNames(received, partsOf(upload.bytes)) ?? [];
  const content = readContent(store, { seal: sealOf(vault, upload), parts }, upload.sha256);
  const verdict = await scanner.scan(content).catch((error: unknown) => {
    log.warn({ err: error, uploadId: upload.uploadId }, 'a content stays in quarantine');
    return null;
  });
  if (verdict === null) return false;
  await db.transaction((tx) => conclude(tx, { upload, now, newId, parts, verdict }));
  return true;
};

type Scanned = Waiting & {
  readonly newId: () => string;
  readonly parts: readonly string[];
  readonly verdict: 'clean' | 'infected';
};

const conclude = async (tx: Tx, { upload, now, newId, parts, verdict }: Scanned): Promise<void> => {
  const current = await lockUpload(tx, upload.uploadId);
  const [file] = await lockFilesForAct(tx, [upload.fileId]);
  if (current?.state !== 'quarantined' || current.kind === null || file === undefined)
    throw new ConcurrentChange('another scan was faster');
  const refusal = verdict === 'infected' ? contentRefusal('CONTENT_INFECTED') : fileTakesIt({ file });
  const viewer = systemViewer('client-records');
  if (refusal) {
    const { uploadId, fileId, siteId, clientId } = upload;
    await changeUpload(tx, uploadId, { state: 'refused', refused_for: refusal.code, ended_at: now });
    const line = { at: now, actor: viewer, siteId, action: 'archive.attach', decision: 'refused' as const };
    await appendAudit(tx, { ...line, resource: { type: 'File', id: fileId }, clientId, reason: refusal.code });
    return;
  }
  const explanation = reasoning(now)
    .apply('CR-3.01')
    .fact('sha256', upload.sha256)
    .fact('kind', current.kind)
    .fact('scan', verdict)
    .explain('ATTACHED', text('扫描通过，内容已归入档案。', 'The scanner found nothing; the content is in the file.'));
  await attachUpload(tx, { viewer, now, newId }, { upload: current, kind: current.kind, parts, explanation });
};
