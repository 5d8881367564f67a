import { appendAudits } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { type BareContext, loaderOf } from '@shouwen/subgraph';
import { grantCovering } from '../../grants/index.ts';
import { traced } from '../../trace/index.ts';
import type { Vault } from '../../vault/index.ts';
import { type ArchiveFile, type FileGround, isClassified } from '../file.ts';
import type { FileRow } from './fileQueries.ts';
import { openTitle } from './fileTitle.ts';

/** A file as it leaves the service: with its title, for whom it was decided that they may know of it. */
export type FileView = ArchiveFile & {
  readonly title: string;
  readonly room: string | null;
  readonly cabinet: string | null;
  readonly shelf: number | null;
  readonly ground: FileGround;
};

type Reading = { readonly id: string };

/** What is read now, by id; the loader's keys are ids, so the rows wait here for their line. */
type Waiting = Map<string, FileRow>;

/**
 * Writes who reads which classified file on which ground (CR-2.04, I21): once for a request, whatever the request asks about the file,
 * in a transaction of its own that is committed before anything leaves. When it cannot be, the reading fails.
 */
export const classifiedReadings = (context: BareContext) => {
  const waiting: Waiting = new Map();
  const written = loaderOf<Reading>(
    async (ids) => {
      await context.db.transaction(async (tx) => {
        const lines = [];
        for (const id of ids) lines.push(await lineOf(tx, context, waiting.get(id) as FileRow));
        await appendAudits(tx, lines);
      });
      return ids.map((id) => ({ id }));
    },
    ({ id }) => id,
  );
  return {
    write: async (rows: readonly FileRow[]): Promise<void> => {
      for (const row of rows) waiting.set(row.fileId, row);
      await Promise.all(rows.map(({ fileId }) => written.load(fileId)));
    },
  };
};

export type ClassifiedReadings = ReturnType<typeof classifiedReadings>;

const lineOf = async (tx: Tx, context: BareContext, { fileId: id, clientId, siteId, ground }: FileRow) => {
  const { viewer, now } = context;
  const grant =
    ground === 'grant' && viewer.kind === 'staff'
      ? await grantCovering(tx, { staffId: viewer.staffId, act: 'view', fileId: id, clientId, now })
      : null;
  const resource = { type: 'File', id };
  const entry = {
    siteId,
    action: 'archive.readFile',
    resource,
    clientId,
    detail: 'title',
    ground: grant?.id ?? ground,
  };
  return traced(context, entry, 'allowed');
};

export type Disclosing = { readonly vault: Vault; readonly readings: ClassifiedReadings };

/** Lets files out that the reader was found to know of; those that are classified only after their reading was written down. */
export const discloseFiles = async ({ vault, readings }: Disclosing, rows: readonly FileRow[]): Promise<FileView[]> => {
  await readings.write(rows.filter(({ level }) => isClassified(level)));
  return rows.map(({ titleSealed, title, key, ...file }) => ({
    ...file,
    title: openTitle(vault, { ...file, key, title, titleSealed }),
  }));
};
