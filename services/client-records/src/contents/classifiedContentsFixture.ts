import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { staffViewer } from '@shouwen/testing';
import { type Desk, now, otherSite, people, staffId } from '../archive/archiveFixture.ts';
import { insertGrant, revokeGrant } from '../grants/index.ts';
import { pdf } from './checks/contentFixture.ts';
import type { contentsDesk, Opened } from './contentsFixture.ts';

type Given = { readonly desk: () => Desk; readonly contents: () => ReturnType<typeof contentsDesk> };

const later = (seconds: number): Date => new Date(now.getTime() + seconds * 1_000);
const elsewhere = staffViewer(staffId(71), { [otherSite]: ['client.readSite', 'archive.file', 'archive.custody'] });

/** What must hold for the contents of classified files; asked of the department that the suite has started. */
export const classifiedContents = ({ desk, contents }: Given): void => {
  describe('contents of classified files', () => {
    const secret = async (): Promise<string> => {
      const fileId = await contents().file({ level: 'CONFIDENTIAL' }, people.supervisor);
      expect(await contents().upload(fileId, pdf(), { by: people.supervisor })).toMatchObject({
        upload: { state: 'ATTACHED' },
      });
      return fileId;
    };

    it('do not exist for whoever may not know of the file; each attempt is traced', async () => {
      const fileId = await secret();
      for (const by of [people.specialist, people.manager, people.custody, elsewhere]) {
        expect(await contents().open(by, fileId, { purpose: '看看' })).toEqual({ error: 'NOT_FOUND' });
        expect(await contents().begin(fileId, pdf(), { by })).toEqual({ error: 'NOT_FOUND' });
      }
      const refused = (await contents().trail(fileId)).filter(({ decision }) => decision === 'refused');
      expect(refused).toHaveLength(8);
    });

    it('are read for a purpose, which stands in the trail', async () => {
      const fileId = await secret();
      expect(await contents().open(people.supervisor, fileId)).toMatchObject({ code: 'PURPOSE_MISSING' });
      const { link } = await contents().open(people.supervisor, fileId, { purpose: '核对合同条款' });
      expect((await contents().get(people.supervisor, link)).bytes.equals(pdf())).toBe(true);
      expect((await contents().trail(fileId)).slice(2)).toEqual([
        { action: 'archive.openContent', decision: 'allowed', ground: 'custody', reason: '核对合同条款' },
        { action: 'archive.readContent', decision: 'allowed', ground: 'custody', reason: null },
      ]);
    });

    it('I21 not a byte leaves when its line cannot be written', async () => {
      const fileId = await secret();
      const { link } = await contents().open(people.supervisor, fileId, { purpose: '核对合同条款' });
      const before = await contents().trail(fileId);
      const got = await desk().service.world.db.transaction(async (tx) => {
        // Somebody else holds the end of the trail for longer than anybody waits.
        await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('audit_entry', 0))`);
        return contents().get(people.supervisor, link);
      });
      expect([got.status, got.bytes.includes('%PDF')]).toEqual([500, false]);
      expect(await contents().trail(fileId)).toEqual(before);
    });

    const grantFor = async (fileId: string, changes: Record<string, unknown> = {}) => {
      const [file] = await desk().rows<{ clientId: string; siteId: string }>(
        'SELECT client_id AS "clientId", site_id AS "siteId" FROM archive_file WHERE id = $1',
        [fileId],
      );
      const id = randomUUID();
      await desk().service.world.db.transaction((tx) =>
        insertGrant(tx, {
          ...{ id, requestId: randomUUID(), siteId: file?.siteId ?? '', readerSiteId: otherSite, staffId: staffId(13) },
          ...{
            clientId: file?.clientId ?? null,
            acts: ['view'],
            fileIds: [fileId],
            fields: [],
            showsClient: false,
            pages: null,
          },
          ...{ oneTime: false, from: now, until: later(600), ...changes },
        }),
      );
      return id;
    };
    const { clerk } = people;
    const purpose = '复核佣金';

    it('by a grant: until it ends or is taken back, also between the link and the reading', async () => {
      const fileId = await secret();
      const grantId = await grantFor(fileId);
      const read = async ({ link }: Opened, at = now) => (await contents().get(clerk, link, at)).status;
      expect(await read(await contents().open(clerk, fileId, { purpose }))).toBe(200);
      expect((await contents().trail(fileId)).at(-1)).toMatchObject({ ground: grantId });
      expect(await contents().open(clerk, fileId, { purpose, at: later(600) })).toEqual({ error: 'NOT_FOUND' });
      expect(await read(await contents().open(clerk, fileId, { purpose, at: later(590) }), later(600))).toBe(404);
      const last = await contents().open(clerk, fileId, { purpose });
      await desk().service.world.db.transaction((tx) => revokeGrant(tx, { grantId, at: now, by: staffId(8) }));
      expect(await read(last)).toBe(404);
    });

    it('by a grant for one act: two links, one reading (I22); by one to borrow: none', async () => {
      const fileId = await secret();
      await grantFor(fileId, { oneTime: true });
      const links = [
        await contents().open(clerk, fileId, { purpose }),
        await contents().open(clerk, fileId, { purpose }),
      ];
      const read = await Promise.all(links.map(({ link }) => contents().get(clerk, link)));
      expect(read.map(({ status }) => status).toSorted()).toEqual([200, 404]);
      const other = await secret();
      await grantFor(other, { acts: ['borrow'] });
      expect(await contents().open(clerk, other, { purpose })).toMatchObject({ code: 'CONTENT_NOT_GRANTED' });
    });
  });
};
