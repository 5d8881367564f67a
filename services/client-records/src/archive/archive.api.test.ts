import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { reachOf } from '@shouwen/access';
import { creditGradedV1, dealCancelledV1, dealClosedV1, dealPaymentReceivedV1 } from '@shouwen/contracts';
import fc from 'fast-check';
import { createVault, readKeyring, type Vault } from '../vault/index.ts';
import { type Desk, now, openDesk, otherSite, people, site, staffId } from './archiveFixture.ts';
import { readableFiles } from './index.ts';
import {
  fillArchive,
  idsSeen,
  idsSeenIn,
  type KnownFile,
  mayKnow,
  questions,
  seenBy,
  viewers,
  withOneLess,
} from './visibilityFixture.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk?.service.stop());

const archiveOf = (id: string) => `query { client(id: "${id}") { archive { id isLate approvedBy { id } } } }`;
type Seen = { client: { archive: { id: string; isLate: boolean } | null } | null };

describe('CR-3.03 an archive is opened with the first contact and approved by the sales director', () => {
  it('opened once, by whoever may at the site, and seen by whoever reads its files', async () => {
    const clientId = await desk.openClient();
    const opened = await desk.act(people.manager, 'openArchive', { siteId: site, clientId });
    expect(opened).toMatchObject({ __typename: 'ArchiveDone', archive: { approveBy: '2026-03-09', isLate: false } });
    const again = await desk.act(people.director, 'openArchive', { siteId: site, clientId });
    expect(again).toMatchObject({ code: 'ARCHIVE_OPEN_ALREADY', rule: { id: 'CR-3.03' } });
    expect((await desk.ask<Seen>(people.specialist, archiveOf(clientId))).client?.archive).not.toBeNull();
    expect((await desk.ask<Seen>(people.desk, archiveOf(clientId))).client?.archive).toBeNull();
  });

  it('a client of another site is none, and the attempt is traced', async () => {
    const clientId = await desk.openClient(people.deskElsewhere, otherSite);
    expect(await desk.act(people.manager, 'openArchive', { siteId: site, clientId })).toMatchObject({
      error: 'NOT_FOUND',
    });
    const traced = await desk.rows(
      `SELECT actor FROM audit_entry WHERE action = 'archive.open' AND decision = 'refused' AND resource_id = $1`,
      [clientId],
    );
    expect(traced).toEqual([{ actor: `staff:${staffId(5)}` }]);
  });

  it('approved by another than who opened it, once', async () => {
    const clientId = await desk.openClient();
    await desk.act(people.director, 'openArchive', { siteId: site, clientId });
    expect(await desk.act(people.director, 'approveArchive', { clientId })).toMatchObject({
      code: 'NOT_YOUR_OWN_ARCHIVE',
    });
    expect(await desk.act(people.manager, 'approveArchive', { clientId })).toMatchObject({ error: 'FORBIDDEN' });
    const other = await desk.archivedClient();
    const approved = await desk.act(people.director, 'approveArchive', { clientId: other });
    expect(approved).toMatchObject({ archive: { approvedBy: { id: staffId(6) } } });
    expect(await desk.act(people.director, 'approveArchive', { clientId: other })).toMatchObject({
      code: 'ARCHIVE_APPROVED_ALREADY',
    });
  });

  it('an archive that waits is listed as late from the day after the last', async () => {
    const clientId = await desk.archivedClient();
    const list = `query { unapprovedArchives(siteId: "${site}", lateOnly: true, first: 100) { edges { node { id } } } }`;
    const lateOn = async (day: string) => {
      const at = new Date(`${day}T09:00:00+08:00`);
      const { id } = (await desk.ask<Seen>(people.manager, archiveOf(clientId), {}, at)).client?.archive ?? {};
      type Listed = { unapprovedArchives: { edges: { node: { id: string } }[] } };
      const { edges } = (await desk.ask<Listed>(people.director, list, {}, at)).unapprovedArchives;
      return edges.some(({ node }) => node.id === id);
    };
    expect([await lateOn('2026-03-09'), await lateOn('2026-03-10')]).toEqual([false, true]);
  });
});

describe('CR-3.01 a file is filed', () => {
  const retention = { from: '2026-03-02', years: 5 };
  const contract = { siteId: site, title: '认购书', kind: 'CONTRACT', level: 'ORDINARY', carrier: 'PAPER', retention };

  it('with its place, custodian and last day of keeping, and found by its index number', async () => {
    const [clientId, shelfId] = [await desk.archivedClient(), await desk.shelf(false)];
    const place = { shelfId, position: 3 };
    const filed = await desk.act<{ file: { id: string } }>(people.specialist, 'fileDocument', {
      ...{ ...contract, clientId, place },
    });
    expect(filed).toMatchObject({ file: { title: '认购书', custodian: { id: staffId(7) } } });
    const read = `query ($id: ID!) { file(id: $id) { indexNumber keepThrough place { position shelf { room } } client { id } } }`;
    const { file } = await desk.ask<{ file: { indexNumber: string } }>(people.specialist, read, { id: filed.file.id });
    expect(file).toMatchObject({ keepThrough: '2031-03-01', place: { position: 3 }, client: { id: clientId } });
    const byIndex = `query ($n: String!) { fileByIndex(indexNumber: $n) { id place { position } } }`;
    expect(await desk.ask(people.manager, byIndex, { n: file.indexNumber })).toEqual({
      fileByIndex: { id: filed.file.id, place: null },
    });
    expect(await desk.act(people.specialist, 'fileDocument', { ...contract, clientId, place })).toMatchObject({
      code: 'PLACE_TAKEN',
    });
  });

  it('into an archive that is not open, nothing is', async () => {
    const clientId = await desk.openClient();
    const place = { shelfId: await desk.shelf(false), position: 1 };
    expect(await desk.act(people.specialist, 'fileDocument', { ...contract, clientId, place })).toMatchObject({
      code: 'ARCHIVE_NOT_OPEN',
      rule: { id: 'CR-3.03' },
    });
  });
});

describe('CR-3.01 the archive describes the credit and the past transactions', () => {
  const id = (number: number) => `019b8a00-0009-7000-8000-${String(number).padStart(12, '0')}`;
  const deal = (clientId: string, dealId: string, siteId = site) => ({
    ...{
      dealId,
      siteId,
      clientId,
      unitId: id(99),
      priceFen: 147_896_000,
      closedAt: now.toISOString(),
      closedOn: '2026-03-02',
    },
    ...{ subscribedOn: '2026-03-02', product: 'residential', channel: 'none' as const, introducerId: null },
    ...{
      consultants: [{ staffId: staffId(3), parts: 1, role: 'owner' as const }],
      rules: ['SR-9.06' as const],
      policyVersion: 1,
    },
  });

  it('as the other departments tell them; each reader those of the sites whose files may be read', async () => {
    const clientId = await desk.archivedClient();
    const { service } = desk;
    const graded = (grade: 'A' | 'B', gradedOn: string) =>
      service.hear(creditGradedV1, { clientId, grade, gradedOn, overdueDays: 3 }, now);
    await graded('B', '2026-03-01');
    await graded('A', '2026-02-01');
    await service.hear(dealClosedV1, deal(clientId, id(1)), now);
    await service.hear(dealClosedV1, deal(clientId, id(2), otherSite), now);
    const paid = (paymentId: string, amountFen: number) => ({
      ...{ dealId: id(1), siteId: site, paymentId, kind: 'deposit' as const, amountFen, receivedAt: now.toISOString() },
    });
    await service.hear(dealPaymentReceivedV1, paid(id(11), 5_000_000), now);
    await service.hear(dealPaymentReceivedV1, paid(id(12), -1_000_000), now);
    const page = `query ($id: ID!) { client(id: $id) { archive { credit { grade gradedOn overdueDays }
      transactions { edges { node { dealId price { yuan } paid { yuan } payments { kind } cancelledOn fault } } } } } }`;
    const shown = (cancelledOn: string | null) => ({
      credit: { grade: 'B', gradedOn: '2026-03-01', overdueDays: 3 },
      transactions: {
        edges: [{ node: { dealId: id(1), paid: { yuan: '40000.00' }, payments: [{}, {}], cancelledOn } }],
      },
    });
    expect(await desk.ask(people.li, page, { id: clientId })).toMatchObject({ client: { archive: shown(null) } });
    const cancelled = {
      dealId: id(1),
      cancelledAt: now.toISOString(),
      cancelledOn: '2026-03-09',
      fault: 'client' as const,
    };
    await service.hear(dealCancelledV1, { ...cancelled, reason: '放弃' }, now);
    expect(await desk.ask(people.manager, page, { id: clientId })).toMatchObject({
      client: { archive: shown('2026-03-09') },
    });
    expect(await desk.ask(people.zhao, page, { id: clientId })).toEqual({ client: null });
  });
});

describe('CR-3.02 S15 classified files', () => {
  it('are known to their custodians alone', async () => {
    const clientId = await desk.archivedClient();
    const input = {
      ...{ siteId: site, clientId, title: '绝密合同', kind: 'CONTRACT', level: 'TOP_SECRET', carrier: 'ELECTRONIC' },
      retention: { from: '2026-03-02' },
    };
    expect(await desk.act(people.specialist, 'fileDocument', input)).toMatchObject({ error: 'FORBIDDEN' });
    const filed = await desk.act<{ file: { id: string } }>(people.supervisor, 'fileDocument', input);
    expect(filed).toMatchObject({ file: { title: '绝密合同' } });
    const list = `query ($id: ID!) { client(id: $id) { files(filter: { titlePrefix: "绝" }) { totalCount edges { node { id } } } } }`;
    const seen = async (by: (typeof people)[keyof typeof people]) =>
      (await desk.ask<{ client: { files: unknown } }>(by, list, { id: clientId }, now)).client.files;
    expect(await seen(people.supervisor)).toEqual({ totalCount: 1, edges: [{ node: { id: filed.file.id } }] });
    expect(await seen(people.specialist)).toEqual({ totalCount: 0, edges: [] });
  });
});

describe('I19 I20 S15 what a viewer sees of a generated archive is what the rules say, file by file', () => {
  let files: KnownFile[] = [];
  let vault: Vault;
  const idsOf = (known: readonly KnownFile[]) => known.map(({ fileId }) => fileId).sort();
  beforeAll(async () => {
    const keyrings = readKeyring(desk.service.world.secrets);
    vault = createVault(() => keyrings.now());
    files = await fillArchive(desk, vault);
  });

  it('list, count, search and read by id agree with it', async () => {
    const generated = new Set(idsOf(files));
    await fc.assert(
      fc.asyncProperty(viewers, fc.constantFrom(...questions), async (viewer, { asked, fits }) => {
        const expected = idsOf(files.filter((file) => fits(file) && mayKnow(viewer, file)));
        const { listed, count } = await seenBy(desk, { vault, viewer, asked });
        expect(listed.filter((id) => generated.has(id))).toEqual(expected);
        expect(count).toBe(listed.length);
        expect(await idsSeen(desk, viewer, idsOf(files.filter(fits)))).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  it('I18 whoever may one thing less, or has one grant less, sees nothing more', async () => {
    const ids = idsOf(files);
    await fc.assert(
      fc.asyncProperty(viewers, async (viewer) => {
        const before = new Set(await idsSeen(desk, viewer, ids));
        for (const less of withOneLess(viewer))
          expect((await idsSeen(desk, less, ids)).filter((id) => !before.has(id))).toEqual([]);
        const afterGrants = { viewer, now: new Date(now.getTime() + 1000) };
        const db = desk.service.world.db.within(reachOf(viewer));
        const expired = await db.read((tx) => readableFiles(tx, afterGrants, ids));
        expect(expired.filter(({ fileId }) => !before.has(fileId))).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });

  it('I18 lowering every level by one hides nothing from anybody', async () => {
    const ids = idsOf(files);
    const undo = new Error('undone');
    await fc.assert(
      fc.asyncProperty(viewers, async (viewer) => {
        const before = await idsSeen(desk, viewer, ids);
        const lowered = desk.service.world.db.transaction(async (tx) => {
          await tx.query(lowerAll, [ids]);
          const after = await idsSeenIn(tx, viewer, ids);
          expect(before.filter((id) => !after.includes(id))).toEqual([]);
          throw undo;
        });
        await expect(lowered).rejects.toBe(undo);
      }),
      { numRuns: 12 },
    );
  });
});

const lowerAll = `UPDATE archive_file SET
    level = CASE level WHEN 'top-secret' THEN 'confidential' WHEN 'confidential' THEN 'internal' ELSE 'ordinary' END,
    title = CASE WHEN level = 'top-secret' THEN NULL ELSE coalesce(title, '') END,
    title_sealed = CASE WHEN level = 'top-secret' THEN title_sealed END
  WHERE id = ANY($1::uuid[])`;
