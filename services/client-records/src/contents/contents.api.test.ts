import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { staffViewer } from '@shouwen/testing';
import { type Desk, now, openDesk, otherSite, people, staffId } from '../archive/archiveFixture.ts';
import { docx, exif, jpeg, pdf, png } from './checks/contentFixture.ts';
import { classifiedContents } from './classifiedContentsFixture.ts';
import { contentsDesk, filesBelow, sha256 } from './contentsFixture.ts';
import { partBytes } from './sealing/index.ts';

let desk: Desk;
let contents: ReturnType<typeof contentsDesk>;
beforeAll(async () => {
  desk = await openDesk();
  contents = contentsDesk(desk);
});
afterAll(() => desk?.service.stop());

const later = (seconds: number): Date => new Date(now.getTime() + seconds * 1_000);
const stored = () => filesBelow(join(desk.service.world.filesDirectory, 'contents'));

/** A PDF of two parts and a bit, with words in it that must not be found anywhere. */
const marker = 'PLAINTEXT-OF-A-CONTRACT';
const contract = pdf(`% ${marker} ${randomBytes(1_300_000).toString('hex')}`);

describe('CR-3.01 contents are stored encrypted with a checksum, and come back as they were', () => {
  it('part by part, in any order, after an interruption, a part twice; then for whoever may read the file', async () => {
    const fileId = await contents.file();
    const { upload } = await contents.begin(fileId, contract);
    expect(upload).toMatchObject({
      parts: 3,
      partsReceived: [],
      state: 'RECEIVING',
      partBytes,
      bytes: contract.length,
    });
    const put = (part: number) => contents.put(`${upload.link}/${part}`, contents.partOf(contract, part));
    expect([await put(2), await put(0), await put(0)]).toEqual([204, 204, 204]);
    expect(await contents.complete(upload.id)).toMatchObject({ code: 'UPLOAD_INCOMPLETE' });
    expect(await contents.uploadSeen(upload.id)).toMatchObject({ state: 'RECEIVING', partsReceived: [0, 2] });
    expect(await put(1)).toBe(204);
    const key = randomUUID();
    const content = { name: '认购书.pdf', kind: 'PDF', bytes: contract.length, sha256: sha256(contract) };
    const done = { upload: { state: 'ATTACHED', file: { content } } };
    for (const _ of [1, 2]) expect(await contents.complete(upload.id, people.specialist, now, key)).toMatchObject(done);
    expect(await put(1)).toBe(409);
    const opened = await contents.open(people.manager, fileId);
    expect(opened).toMatchObject({ content, goodUntil: later(60).toISOString(), explanation: { outcome: 'OPENED' } });
    const got = await contents.get(people.manager, opened.link);
    expect(got.status).toBe(200);
    expect(contract.equals(got.bytes)).toBe(true);
    expect(got.headers['content-disposition']).toContain(`filename*=UTF-8''%E8%AE%A4%E8%B4%AD%E4%B9%A6.pdf`);
    expect(await contents.trail(fileId)).toMatchObject([
      { action: 'archive.upload', decision: 'allowed' },
      { action: 'archive.attach', decision: 'allowed' },
      { action: 'archive.openContent', decision: 'allowed', ground: 'site-role' },
      { action: 'archive.readContent', decision: 'allowed', ground: 'site-role' },
    ]);
  });

  it('nothing of it lies anywhere in the clear: not its words, not its name', async () => {
    await contents.upload(await contents.file(), contract);
    expect(stored().length).toBeGreaterThanOrEqual(3);
    for (const { path, bytes } of stored()) {
      expect(bytes.includes(marker)).toBe(false);
      expect(path).toMatch(/\/contents\/[0-9a-f-]{36}\/\d+-[0-9a-f-]{36}$/);
    }
    const tables = await desk.rows<{ row: string }>(
      `SELECT to_jsonb(u)::text AS row FROM file_upload u UNION ALL SELECT to_jsonb(c)::text FROM file_content c`,
    );
    const named = ['认购书', Buffer.from('认购书').toString('hex')];
    expect(tables.filter(({ row }) => named.some((name) => row.includes(name)))).toEqual([]);
  });

  it('the file keeps its content once and for all', async () => {
    const fileId = await contents.file();
    const [first, second] = [await contents.begin(fileId, pdf('one')), await contents.begin(fileId, pdf('two'))];
    await contents.put(`${first.upload.link}/0`, pdf('one'));
    await contents.put(`${second.upload.link}/0`, pdf('two'));
    const both = await Promise.all([contents.complete(first.upload.id), contents.complete(second.upload.id)]);
    expect(both.filter(({ upload }) => upload)).toHaveLength(1);
    expect(both.find(({ code }) => code)).toMatchObject({ code: 'CONTENT_ALREADY_THERE' });
    expect(await contents.begin(fileId, pdf())).toMatchObject({ code: 'CONTENT_ALREADY_THERE' });
  });

  it('what arrived is not what the checksum says: the parts are sent again', async () => {
    const { upload } = await contents.begin(await contents.file(), pdf('one'));
    await contents.put(`${upload.link}/0`, pdf('two'));
    expect(await contents.complete(upload.id)).toMatchObject({ code: 'CONTENT_NOT_AS_SAID' });
    await contents.put(`${upload.link}/0`, pdf('one'));
    expect(await contents.complete(upload.id)).toMatchObject({ upload: { state: 'ATTACHED' } });
  });
});

describe('S24 what may not be filed is refused with its reason, and not kept', () => {
  const large = 50 * 1024 * 1024;
  let fileId: string;
  beforeAll(async () => {
    fileId = await contents.file();
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['nothing', { bytes: 0 }, 'CONTENT_EMPTY'],
    ['one byte too many', { bytes: large + 1 }, 'CONTENT_TOO_LARGE'],
    ['a gigabyte', { bytes: 1024 ** 3 }, 'CONTENT_TOO_LARGE'],
    ['a path', { name: '../../etc/passwd.pdf' }, 'FILE_NAME_UNSAFE'],
    ['a double ending', { name: 'contract.exe.pdf' }, 'FILE_NAME_UNSAFE'],
    ['a line end', { name: 'a\r\nx.pdf' }, 'FILE_NAME_UNSAFE'],
    ['a program', { name: 'setup.exe' }, 'CONTENT_NOT_ALLOWED'],
    ['a checksum that is none', { sha256: 'x' }, 'CHECKSUM_INVALID'],
  ])('by what is said of it: %s', async (_, changes, code) => {
    expect(await contents.begin(fileId, pdf(), changes)).toMatchObject({ code });
  });

  it('just as large as may be is taken', async () => {
    expect(await contents.begin(fileId, pdf(), { bytes: large })).toMatchObject({
      upload: { parts: 50 },
    });
  });

  it.each<[string, Buffer, string, string]>([
    ['a program as PDF', Buffer.from('MZ\x90\0'.padEnd(500, 'x')), 'a.pdf', 'CONTENT_NOT_ALLOWED'],
    ['a picture as PDF', png(), 'a.pdf', 'CONTENT_MISNAMED'],
    ['a picture and an archive in one', Buffer.concat([jpeg(), docx()]), 'a.jpg', 'CONTENT_TWO_FACED'],
    ['SVG with a script', Buffer.from('<svg><script>alert(1)</script></svg>'), 'a.txt', 'CONTENT_ACTIVE'],
    [
      'a document that bursts',
      docx({ name: 'word/x.xml', data: Buffer.alloc(10), said: 300_000_000 }),
      'a.docx',
      'CONTENT_BOMB',
    ],
    ['a picture that says where', jpeg({ exif: exif({ located: true }) }), 'a.jpg', 'CONTENT_LOCATED'],
    ['a picture of ten thousand pixels', png({ width: 10_000 }), 'a.png', 'CONTENT_IMAGE_TOO_LARGE'],
  ])('by what it is: %s', async (_, bytes, name, code) => {
    const { upload } = await contents.begin(fileId, bytes, { name });
    await contents.put(`${upload.link}/0`, bytes);
    expect(await contents.complete(upload.id)).toMatchObject({ code });
    expect(await contents.uploadSeen(upload.id)).toMatchObject({ state: 'REFUSED', refusedFor: code });
    expect(await contents.open(people.manager, fileId)).toMatchObject({ code: 'CONTENT_NONE' });
  });

  it('a part of another size than its place, a part too many, a paper', async () => {
    const { upload } = await contents.begin(fileId, contract);
    const put = (part: number, body: Buffer) => contents.put(`${upload.link}/${part}`, body);
    expect(await put(0, contents.partOf(contract, 0).subarray(1))).toBe(400);
    expect(await put(3, contents.partOf(contract, 0))).toBe(400);
    expect(await put(0, contract)).toBe(413);
    const place = { shelfId: await desk.shelf(false), position: 1 };
    const paper = await contents.file({ carrier: 'PAPER', place });
    expect(await contents.begin(paper, pdf())).toMatchObject({ code: 'CONTENT_NOT_ELECTRONIC' });
  });
});

const elsewhere = staffViewer(staffId(70), { [otherSite]: ['client.readSite', 'archive.file', 'archive.custody'] });
const otherSession = { ...people.specialist, sessionId: randomUUID() };

describe('S26 a link is no key', () => {
  it('of an upload: for another person, and when it is over, there is none', async () => {
    const fileId = await contents.file();
    const { upload } = await contents.begin(fileId, pdf());
    const put = (by: Parameters<typeof contents.put>[2], at = now) => contents.put(`${upload.link}/0`, pdf(), by, at);
    expect([await put(people.supervisor), await put(elsewhere), await put(people.li)]).toEqual([404, 404, 404]);
    expect(await contents.uploadSeen(upload.id, people.supervisor)).toBeNull();
    expect(await contents.complete(upload.id, people.supervisor)).toMatchObject({ error: 'NOT_FOUND' });
    expect([await put(people.specialist, later(900)), await put(people.specialist, later(899))]).toEqual([404, 204]);
    expect(await contents.uploadSeen(upload.id, people.specialist, later(899 + 899))).toMatchObject({
      state: 'RECEIVING',
    });
    expect(await contents.complete(upload.id, people.specialist, later(899 + 900))).toMatchObject({
      code: 'UPLOAD_OVER',
    });
    expect(await contents.put(`/files/uploads/${randomUUID()}/0`, pdf())).toBe(404);
    expect(await contents.put('/files/uploads/..%2f..%2fetc/0', pdf())).toBe(404);
  });

  it('of a content: once, in its minute, in its session, for whom it was issued; else like an unknown one, and traced', async () => {
    const fileId = await contents.file();
    await contents.upload(fileId, pdf());
    const issue = async () => (await contents.open(people.specialist, fileId)).link;
    const status = async (by: Parameters<typeof contents.get>[0], link: string, at = now) =>
      (await contents.get(by, link, at)).status;
    const [one, two] = [await issue(), await issue()];
    expect(await status(people.manager, one)).toBe(404);
    expect(await status(otherSession, one)).toBe(404);
    expect(await status(people.specialist, two, later(60))).toBe(404);
    expect(await status(people.specialist, two, later(59))).toBe(200);
    const all = await Promise.all([1, 2, 3, 4].map(() => status(people.specialist, one)));
    expect(all.toSorted()).toEqual([200, 404, 404, 404]);
    expect(await status(people.specialist, `/files/${randomUUID()}`)).toBe(404);
    const trail = (await contents.trail(fileId)).filter(({ action }) => action === 'archive.readContent');
    expect(trail.filter(({ decision }) => decision === 'allowed')).toHaveLength(2);
    expect(trail.filter(({ decision }) => decision === 'refused')).toHaveLength(6);
  });
});

classifiedContents({ desk: () => desk, contents: () => contents });

describe('what is over is gone', () => {
  it('an upload that was left alone: its parts are deleted, those of others stay', async () => {
    const kept = await contents.file();
    await contents.upload(kept, pdf('kept'));
    const { upload } = await contents.begin(await contents.file(), contract);
    await contents.put(`${upload.link}/0`, contents.partOf(contract, 0));
    await contents.put(`${upload.link}/0`, contents.partOf(contract, 0));
    await desk.service.doDue(later(900));
    expect(await contents.uploadSeen(upload.id, people.specialist, later(900))).toMatchObject({ state: 'ABANDONED' });
    const left = await desk.rows<{ id: string }>('SELECT content_id AS id FROM file_upload WHERE id = $1', [upload.id]);
    const lies = () => stored().filter(({ path }) => path.includes(left[0]?.id ?? 'none')).length;
    expect(lies()).toBe(1);
    await desk.service.doDue(later(900 + 600));
    expect(lies()).toBe(0);
    const at = later(900 + 600);
    const { link } = await contents.open(people.manager, kept, { at });
    expect((await contents.get(people.manager, link, at)).bytes.equals(pdf('kept'))).toBe(true);
  });

  it('contents of a client whose data were erased: nobody reads them, and they are deleted', async () => {
    const fileId = await contents.file();
    await contents.upload(fileId, contract);
    await desk.service.world.db.transaction((tx) =>
      tx.query(
        `UPDATE client SET wrapped_key = NULL, key_id = 'destroyed', name = '', phone_sealed = NULL, phone_index = NULL,
           wishes_sealed = NULL, district = NULL WHERE id = (SELECT client_id FROM archive_file WHERE id = $1)`,
        [fileId],
      ),
    );
    const opened = await contents.open(people.supervisor, fileId);
    expect(opened.code ?? opened.error).toMatch(/^(CONTENT_NONE|NOT_FOUND)$/);
    await desk.service.doDue(now);
    const [left] = await desk.rows<{ id: string }>(
      'SELECT id, key_sealed IS NULL AS unreadable, objects_destroyed AS objects FROM file_content WHERE file_id = $1',
      [fileId],
    );
    expect(left).toMatchObject({ unreadable: true, objects: 3 });
    expect(stored().filter(({ path }) => path.includes(left?.id ?? 'none'))).toEqual([]);
  });

  it('a file that is destroyed: its objects and its key are gone, and the register says so', async () => {
    const fileId = await contents.file();
    await contents.upload(fileId, contract);
    const { link } = await contents.open(people.manager, fileId);
    const state = (to: string) =>
      desk.service.world.db.transaction((tx) =>
        tx.query('UPDATE archive_file SET state = $2 WHERE id = $1', [fileId, to]),
      );
    await state('destroying');
    expect((await contents.get(people.manager, link)).status).toBe(404);
    await desk.service.doDue(now);
    const [left] = await desk.rows<{ id: string; state: string }>(
      `SELECT k.id, f.state, k.key_sealed IS NULL AND k.name_sealed IS NULL AS unreadable, k.objects_destroyed AS objects,
         (SELECT count(*)::int FROM file_upload u WHERE u.content_id = k.id AND u.key_sealed IS NOT NULL) AS copies, f.checksum = k.sha256 AS known
       FROM file_content k JOIN archive_file f ON f.id = k.file_id WHERE f.id = $1`,
      [fileId],
    );
    expect(left).toMatchObject({ state: 'destroyed', unreadable: true, objects: 3, copies: 0, known: true });
    expect(stored().filter(({ path }) => path.includes(left?.id ?? 'none'))).toEqual([]);
    expect(await contents.open(people.manager, fileId)).toMatchObject({ code: 'CONTENT_NONE' });
  });
});
