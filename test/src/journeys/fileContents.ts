import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { demoPassword } from '@shouwen/demo';
import type { Person } from '@shouwen/diary';
import { eventually } from '@shouwen/testing';
import { hire } from './company.ts';
import { type Line, lineWith } from './lines.ts';
import { attempt, carryOut, on, type Stage, textOf } from './stage.ts';
import { identify } from './steps.ts';

const marker = 'PLAINTEXT-OF-A-SUBSCRIPTION';
const contract = Buffer.from(
  `%PDF-1.7\n${Array.from({ length: 70_000 }, (_, line) => `% ${marker} ${line}\n`).join('')}%%EOF\n`,
);
const partBytes = 1024 * 1024;
const partOf = (part: number) => contract.subarray(part * partBytes, (part + 1) * partBytes);

type Upload = { readonly id: string; readonly link: string; readonly parts: number; readonly partsReceived: number[] };
type Content = { readonly sha256: string; readonly bytes: number };

const uploadFields = '... on UploadDone { upload { id link parts partsReceived file { content { sha256 bytes } } } }';

/** Whether the words of the contract lie anywhere below the folder in the clear. */
const marked = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).includes(marker));

/** Files beside the house that were written since then: nothing of the contract may be parked there. */
const parkedSince = (since: number): string[] =>
  readdirSync(tmpdir(), { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(tmpdir(), entry.name))
    .filter((path) => (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) >= since)
    .filter((path) => readFileSync(path).includes(marker));

/** A contract is uploaded while the department is killed, and read by those who may, through the gateway. */
export const fileContents = (stage: () => Stage): void => {
  describe('CR-3.01 the content of a file through the gateway', () => {
    const at = on('2026-03-02', '11:00');
    const began = performance.timeOrigin + performance.now();
    let records: Person;
    let own: Line;
    let otherSession: Line;
    let stranger: Line;
    let fileId = '';

    const lineFor = async (who: Person, signInName: string): Promise<Line> => {
      const query = `mutation ($input: SignInInput!) { signIn(input: $input) { ... on SignedIn { accessToken } } }`;
      const input = { signInName, password: demoPassword };
      const { signIn } = await who.ask<{ signIn: { accessToken: string } }>(at, query, { input });
      return lineWith(stage().house.url, `Bearer ${signIn.accessToken}`);
    };
    let links = 0;
    const openContent = async (): Promise<string> => {
      links += 1;
      const mutation = textOf({ name: 'openContent', fields: '... on ContentOpened { link }', input: {} });
      const input = { idempotencyKey: `link-${links}`, fileId };
      return (await own.ask<{ openContent: { link: string } }>(mutation, { input }, at)).openContent.link;
    };
    const received = async (id: string): Promise<number[]> => {
      const query = 'query ($id: ID!) { upload(id: $id) { partsReceived } }';
      return (await records.ask<{ upload: { partsReceived: number[] } }>(at, query, { id })).upload.partsReceived;
    };

    beforeAll(async () => {
      const site = await stage().openSite('triple-confirmation', ['A'], '2026-03-02');
      const clientId = await identify(site, at, { name: '许丽', phone: '13900000311' });
      const role = 'records-specialist';
      const hired = await hire(stage(), site, { name: '档案员', role, from: '2026-03-02' });
      records = hired.person;
      const { siteId } = site;
      own = await lineFor(records, `${role}-${siteId.slice(-12)}`);
      otherSession = await lineFor(records, `${role}-${siteId.slice(-12)}`);
      const other = await stage().openSite('triple-confirmation', ['B'], '2026-03-02');
      const far = await hire(stage(), other, { name: '外人', role, from: '2026-03-02' });
      stranger = await lineFor(far.person, `${role}-${other.siteId.slice(-12)}`);
      await carryOut(records, at, { name: 'openArchive', fields: '__typename', input: { siteId, clientId } });
      const input = {
        ...{ siteId, clientId, title: '认购书', kind: 'CONTRACT', level: 'ORDINARY', carrier: 'ELECTRONIC' },
        retention: { from: '2026-03-02', years: 5 },
      };
      const filed = await carryOut<{ file: { id: string } }>(records, at, {
        ...{ name: 'fileDocument', fields: '... on FileDone { file { id } }', input },
      });
      fileId = filed.file.id;
    }, 120_000);

    it('the department is killed in the middle of an upload: it resumes, nothing twice, nothing lost, nothing in the clear', async () => {
      const sha256 = createHash('sha256').update(contract).digest('hex');
      const begun = await carryOut<{ upload: Upload }>(records, at, {
        ...{ name: 'beginUpload', fields: uploadFields },
        input: { fileId, bytes: contract.length, sha256, name: '认购书.pdf' },
      });
      const { id, link, parts } = begun.upload;
      expect(parts).toBe(3);
      expect(await own.put(`${link}/0`, partOf(0), at)).toBe(204);
      const half = partOf(1).subarray(0, partOf(1).length / 2);
      const sending = own.beginPut(`${link}/1`, half, { bytes: partOf(1).length, at });
      const folder = join(stage().dataDir, 'files', 'client-records');
      const drafts = () => readdirSync(folder, { recursive: true }).filter((name) => String(name).endsWith('.draft'));
      await eventually(
        async () => drafts().some((name) => statSync(join(folder, String(name))).size > 0),
        (isThere) => isThere,
      );
      const service = stage().house.services['client-records'];
      await service.kill9();
      await sending.ended;
      const left = drafts();
      await service.start();
      expect(left).toHaveLength(1);
      expect(await received(id)).toEqual([0]);
      expect([await own.put(`${link}/2`, partOf(2), at), await own.put(`${link}/1`, partOf(1), at)]).toEqual([
        204, 204,
      ]);
      const complete = { name: 'completeUpload', fields: uploadFields, input: { uploadId: id } };
      const done = await carryOut<{ upload: { file: { content: Content } } }>(records, at, complete);
      expect(done.upload.file.content).toEqual({ sha256, bytes: contract.length });
      expect(await attempt(records, at, complete)).toMatchObject({ code: 'UPLOAD_OVER' });
      const got = await own.get(await openContent(), at);
      expect([got.status, contract.equals(got.bytes)]).toEqual([200, true]);
      expect(marked(stage().dataDir)).toEqual([]);
      expect(parkedSince(began)).toEqual([]);
    }, 180_000);

    it('S26 a link is of no use to a stranger, in another session, without a token, or twice', async () => {
      const link = await openContent();
      expect((await otherSession.get(link, at)).status).toBe(404);
      expect((await stranger.get(link, at)).status).toBe(404);
      expect((await fetch(stage().house.url + link)).status).toBe(401);
      expect([(await own.get(link, at)).status, (await own.get(link, at)).status]).toEqual([200, 404]);
    });
  });
};
