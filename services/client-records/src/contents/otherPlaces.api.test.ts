import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { World } from '@shouwen/subgraph';
import { type Desk, now, openDesk, people } from '../archive/archiveFixture.ts';
import { clientRecords } from '../service.ts';
import { pdf } from './checks/contentFixture.ts';
import { contentsDesk } from './contentsFixture.ts';
import { type ClamavFixture, eicar, startClamavFixture } from './scanning/clamavFixture.ts';
import { type S3Fixture, startS3Fixture } from './storage/s3Fixture.ts';

let s3: S3Fixture;
let scanner: ClamavFixture;
let desk: Desk;
let contents: ReturnType<typeof contentsDesk>;

/** The service as it is set to S3 and to a scanner: the key of the store is a file of its secrets. */
const definition = {
  ...clientRecords,
  create: (world: World) =>
    clientRecords.create({
      ...world,
      contents: { s3: { ...s3, region: s3.key.region, prefix: 'shouwen/' }, clamav: scanner.address },
      secrets: {
        ...world.secrets,
        read: (name) => (name === 'contents-s3.json' ? Buffer.from(JSON.stringify(s3.key)) : world.secrets.read(name)),
      },
    }),
};

beforeAll(async () => {
  s3 = await startS3Fixture();
  scanner = await startClamavFixture();
  desk = await openDesk(definition);
  contents = contentsDesk(desk);
});
afterAll(async () => {
  await desk?.service.stop();
  await Promise.all([s3?.stop(), scanner?.stop()]);
});

describe('CR-3.01 contents in an S3 store, looked through by a scanner', () => {
  it('S24 wait in quarantine until they were found clean; then they come back as they were', async () => {
    const fileId = await contents.file();
    const bytes = pdf(`% PLAINTEXT-MARKER ${'x'.repeat(1_200_000)}`);
    const { upload } = await contents.upload(fileId, bytes);
    expect(upload).toMatchObject({ state: 'QUARANTINED', file: { content: null } });
    expect(await contents.open(people.manager, fileId)).toMatchObject({ code: 'CONTENT_NONE' });
    for (const mood of ['silent', 'error'] as const) {
      scanner.mood = mood;
      await desk.service.doDue(now);
      expect(await contents.uploadSeen(upload.id)).toMatchObject({ state: 'QUARANTINED' });
    }
    scanner.mood = null;
    const before = scanner.scanned();
    await desk.service.doDue(now);
    expect(scanner.scanned()).toBe(before + 1);
    expect(await contents.uploadSeen(upload.id)).toMatchObject({ state: 'ATTACHED' });
    const { link } = await contents.open(people.manager, fileId);
    expect((await contents.get(people.manager, link)).bytes.equals(bytes)).toBe(true);
    expect(s3.objects.size).toBe(2);
    for (const [name, object] of s3.objects) {
      expect(name).toMatch(/^shouwen\/[0-9a-f-]{36}\//);
      expect(object.includes('PLAINTEXT-MARKER')).toBe(false);
    }
    expect(s3.refused()).toBe(0);
  });

  it('S24 in which something was found: the file takes nothing, and what came is deleted', async () => {
    const fileId = await contents.file();
    const before = s3.objects.size;
    const { upload } = await contents.upload(fileId, pdf(`% ${eicar}`));
    await desk.service.doDue(now);
    expect(await contents.uploadSeen(upload.id)).toMatchObject({ state: 'REFUSED', refusedFor: 'CONTENT_INFECTED' });
    expect(await contents.open(people.manager, fileId)).toMatchObject({ code: 'CONTENT_NONE' });
    expect((await contents.trail(fileId)).at(-1)).toMatchObject({ decision: 'refused', reason: 'CONTENT_INFECTED' });
    await desk.service.doDue(new Date(now.getTime() + 11 * 60_000));
    expect(s3.objects.size).toBe(before);
  });

  it('that are damaged in the store break off, and the reader has nothing that looks whole', async () => {
    const fileId = await contents.file();
    const bytes = pdf(`% ${'x'.repeat(400_000)}`);
    const before = new Set(s3.objects.keys());
    await contents.upload(fileId, bytes);
    await desk.service.doDue(now);
    const [name = ''] = [...s3.objects.keys()].filter((one) => !before.has(one));
    const object = s3.objects.get(name) as Buffer;
    object.writeUInt8((object.at(-1) ?? 0) ^ 1, object.length - 1);
    const { link } = await contents.open(people.manager, fileId);
    await expect(contents.get(people.manager, link)).rejects.toMatchObject({ code: 'ECONNRESET' });
  });
});
