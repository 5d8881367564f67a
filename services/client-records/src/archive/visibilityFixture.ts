import { type Permission, reachOf, type StaffViewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { staffViewer } from '@shouwen/testing';
import fc from 'fast-check';
import { insertGrant } from '../grants/index.ts';
import type { Vault } from '../vault/index.ts';
import { type Desk, now, otherSite, people, site, staffId } from './archiveFixture.ts';
import { type FileLevel, fileKinds, fileLevels } from './file.ts';
import { countFiles, everyFile, type FileFilter, filesById, pageOfFiles } from './files/fileQueries.ts';
import { fileReaderOf } from './files/fileReader.ts';
import { insertFile } from './files/fileStore.ts';
import { keepTitle } from './files/fileTitle.ts';
import { filterOf } from './files/searchFiles.ts';

/** A file of the generated archive, and all that decides who may know of it. */
export type KnownFile = {
  readonly fileId: string;
  readonly siteId: string;
  readonly level: FileLevel;
  readonly kind: string;
  readonly title: string;
  /** The consultant whose client it is, at the first site. */
  readonly owner: string | null;
  /** Who was granted it. */
  readonly grantedTo: string | null;
};

export const owners = [staffId(31), staffId(32), staffId(33)] as const;
const sites = [site, otherSite] as const;
const titles = ['认购书', '认购书补充', '身份证', '合同', '%_'] as const;

/** The brute force: what the rules say, read file by file. */
export const mayKnow = ({ staffId: by, grants }: StaffViewer, file: KnownFile): boolean => {
  const has = (permission: Permission, at: string) =>
    [...(grants['*'] ?? []), ...(grants[at] ?? [])].includes(permission);
  const classified = file.level === 'confidential' || file.level === 'top-secret';
  if (file.grantedTo === by || has('archive.custodyClassified', file.siteId)) return true;
  if (classified) return false;
  if (has('archive.custody', file.siteId)) return true;
  if (has('client.readSite', file.siteId) && has('archive.readSite', file.siteId)) return true;
  const isOwn = file.owner === by && has('client.readOwn', site) && has('client.readOwn', file.siteId);
  return isOwn && file.level === 'ordinary';
};

const acts = [
  'client.readOwn',
  'client.readSite',
  'archive.readSite',
  'archive.custody',
  'archive.custodyClassified',
] as const;
const someActs = fc.subarray([...acts]);

/** Somebody who may this and that, here and there. */
export const viewers: fc.Arbitrary<StaffViewer> = fc
  .record({
    by: fc.constantFrom(...owners),
    everywhere: fc.option(someActs, { freq: 4 }),
    here: someActs,
    there: someActs,
  })
  .map(({ by, everywhere, here, there }) =>
    staffViewer(by, { [site]: here, [otherSite]: there, ...(everywhere ? { '*': everywhere } : {}) }),
  );

/** Every viewer who may one thing less. */
export const withOneLess = ({ staffId: by, grants }: StaffViewer): StaffViewer[] =>
  Object.entries(grants).flatMap(([at, held]) =>
    held.map((permission) => staffViewer(by, { ...grants, [at]: held.filter((one) => one !== permission) })),
  );

/** Ways of asking for a list, and the same said without SQL. */
export const questions: readonly { readonly asked: Partial<FileFilter>; fits(file: KnownFile): boolean }[] = [
  { asked: {}, fits: () => true },
  { asked: { siteId: site }, fits: ({ siteId }) => siteId === site },
  { asked: { titlePrefix: '认购' }, fits: ({ title }) => title.startsWith('认购') },
  { asked: { titlePrefix: '%' }, fits: ({ title }) => title.startsWith('%') },
  {
    asked: { levels: ['confidential', 'top-secret'] },
    fits: ({ level }) => level === 'confidential' || level === 'top-secret',
  },
  {
    asked: { kinds: ['contract'], titlePrefix: '合' },
    fits: ({ kind, title }) => kind === 'contract' && title.startsWith('合'),
  },
];

/** The answers of list, count and read by id to one question; the ids sorted. */
export const seenBy = async (
  desk: Desk,
  { vault, viewer, asked }: { vault: Vault; viewer: StaffViewer; asked: Partial<FileFilter> },
) =>
  desk.service.world.db.within(reachOf(viewer)).read(async (tx) => {
    const reader = await fileReaderOf(tx, { viewer, now });
    const { titles: _, ...every } = everyFile;
    const filter = await filterOf(tx, { vault, reader }, { ...every, ...asked });
    const listed: string[] = [];
    let after: string[] | null = null;
    for (;;) {
      const rows = await pageOfFiles(tx, reader, { filter, page: { sort: 'index', after, limit: 7 } });
      listed.push(...rows.map(({ fileId }) => fileId));
      const last = rows.at(-1);
      if (!last || rows.length < 7) break;
      after = [last.indexNumber, last.fileId];
    }
    const count = await countFiles(tx, reader, filter);
    return { listed: listed.sort(), count, byId: async (ids: string[]) => (await filesById(tx, reader, ids)).length };
  });

export const idsSeen = (desk: Desk, viewer: StaffViewer, ids: readonly string[]): Promise<string[]> =>
  desk.service.world.db.within(reachOf(viewer)).read((tx) => idsSeenIn(tx, viewer, ids));

export const idsSeenIn = async (tx: Tx, viewer: StaffViewer, ids: readonly string[]): Promise<string[]> => {
  const rows = await filesById(tx, await fileReaderOf(tx, { viewer, now }), ids);
  return rows.map(({ fileId }) => fileId).sort();
};

/** An archive of every level, kind, site, owner and grant there is. */
export const fillArchive = async (desk: Desk, vault: Vault): Promise<KnownFile[]> => {
  const { newId } = desk.service.world;
  const files: KnownFile[] = [];
  for (const owner of [...owners, null]) {
    const clientId = await desk.archivedClient();
    const [client] = await desk.rows<{ number: string; why: string; keyId: string; wrapped: Buffer }>(
      `SELECT c.number, c.key_id AS "keyId", c.wrapped_key AS wrapped, a.opened_why AS why
       FROM client c JOIN archive a ON a.client_id = c.id WHERE c.id = $1`,
      [clientId],
    );
    if (!client) throw new Error('a client without an archive');
    await desk.service.world.db.transaction(async (tx) => {
      if (owner) await own(tx, { clientId, staffId: owner, basisId: newId() });
      for (const siteId of sites)
        for (const level of fileLevels)
          for (const turn of [0, 1]) {
            const fileId = newId();
            const [kind, title] = [fileKinds[(files.length * 3) % 7] ?? 'other', titles[files.length % 5] ?? ''];
            const key = { keyId: client.keyId, wrapped: client.wrapped };
            await insertFile(tx, {
              ...{
                fileId,
                clientId,
                siteId,
                indexNumber: `${client.number}-${fileId.slice(-6)}`,
                kind,
                level,
                carrier: 'electronic',
              },
              ...{
                shelfId: null,
                position: null,
                custodianId: people.supervisor.staffId,
                filedAt: now,
                filedBy: staffId(8),
              },
              ...{ retentionFrom: '2026-03-02', retentionYears: null, keepThrough: null, explanationId: client.why },
              ...keepTitle(vault, { fileId, clientId, level, key }, title),
            });
            const grantedTo = turn === 1 ? (owners[files.length % 4] ?? null) : null;
            if (grantedTo) await grant(tx, { fileId, clientId, staffId: grantedTo, id: newId() });
            files.push({ fileId, siteId, level, kind, title, owner, grantedTo });
          }
    });
  }
  return files;
};

const own = (tx: Tx, { clientId, staffId: by, basisId }: { clientId: string; staffId: string; basisId: string }) =>
  tx.query(`INSERT INTO client_owner (basis_id, basis, client_id, site_id, staff_id) VALUES ($1, 'deal', $2, $3, $4)`, [
    basisId,
    clientId,
    site,
    by,
  ]);

/** At the site of the reader, so that it is known there: the file may be kept at another. */
const grant = (tx: Tx, given: { fileId: string; clientId: string; staffId: string; id: string }) =>
  insertGrant(tx, {
    ...{
      id: given.id,
      requestId: given.id,
      siteId: site,
      readerSiteId: otherSite,
      staffId: given.staffId,
      clientId: given.clientId,
    },
    ...{ acts: ['view'], fileIds: [given.fileId], fields: [], showsClient: false, pages: null, oneTime: false },
    ...{ from: now, until: new Date(now.getTime() + 1000) },
  });
