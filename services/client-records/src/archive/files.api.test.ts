import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Desk, now, openDesk, people, site, staffId } from './archiveFixture.ts';
import { attachContent } from './index.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk?.service.stop());

type Filed = { readonly file: { readonly id: string } };
const retention = { from: '2026-03-02', years: 5 };
const filed = async (by = people.specialist, changes: Record<string, unknown> = {}): Promise<string> => {
  const clientId = (changes.clientId as string | undefined) ?? (await desk.archivedClient());
  const input = { siteId: site, clientId, title: '认购书', kind: 'CONTRACT', level: 'ORDINARY', retention };
  const done = await desk.act<Filed>(by, 'fileDocument', { ...input, carrier: 'ELECTRONIC', ...changes });
  return done.file.id;
};
const paper = async (): Promise<string> => {
  const place = { shelfId: await desk.shelf(false), position: 1 };
  return filed(people.specialist, { carrier: 'PAPER', place });
};
const secret = { level: 'CONFIDENTIAL', reason: '含竞争对手资料' };

describe('CR-3.02 a level is raised and lowered', () => {
  it('I18 raised it is gone for others, title and all; lowered it is there again, and for whom it was there it stays', async () => {
    const fileId = await filed();
    const clientId = (
      await desk.rows<{ id: string }>('SELECT client_id AS id FROM archive_file WHERE id = $1', [fileId])
    )[0]?.id;
    expect(await desk.act(people.specialist, 'reclassifyFile', { fileId, ...secret })).toMatchObject({
      error: 'FORBIDDEN',
    });
    const raised = await desk.act(people.supervisor, 'reclassifyFile', { fileId, ...secret });
    expect(raised).toMatchObject({ file: { level: 'CONFIDENTIAL', custodian: { id: staffId(8) }, title: '认购书' } });
    expect(
      await desk.rows('SELECT title, title_sealed IS NULL AS open FROM archive_file WHERE id = $1', [fileId]),
    ).toEqual([{ title: null, open: false }]);
    const read = 'query ($id: ID!) { file(id: $id) { title history { edges { node { act reason by { id } } } } } }';
    expect(await desk.ask(people.specialist, read, { id: fileId })).toEqual({ file: null });
    const lowered = { fileId, level: 'INTERNAL', reason: '资料已公开' };
    expect(await desk.act(people.supervisor, 'reclassifyFile', lowered)).toMatchObject({ file: { title: '认购书' } });
    for (const by of [people.specialist, people.supervisor, people.manager])
      expect(await desk.ask(by, read, { id: fileId })).toMatchObject({
        file: {
          title: '认购书',
          history: { edges: [{ node: { act: 'FILED' } }, { node: { reason: secret.reason } }, {}] },
        },
      });
    expect(clientId).toBeDefined();
  });

  it('a paper that becomes classified moves apart: nothing else will do, the table refuses it too', async () => {
    const fileId = await paper();
    const there = { shelfId: await desk.shelf(false), position: 2 };
    const apart = { shelfId: await desk.shelf(true), position: 2 };
    const raise = (place?: object) => desk.act(people.supervisor, 'reclassifyFile', { fileId, ...secret, place });
    expect([await raise(), await raise(there)]).toMatchObject([
      { code: 'SHELF_NOT_APART' },
      { code: 'SHELF_NOT_APART' },
    ]);
    expect(await raise(apart)).toMatchObject({ file: { level: 'CONFIDENTIAL' } });
    const sneak = desk.service.world.db.transaction((tx) =>
      tx.query('UPDATE archive_file SET shelf_id = $2 WHERE id = $1', [fileId, there.shelfId]),
    );
    await expect(sneak).rejects.toThrow(/foreign key/);
    // A shelf kept apart is no shelf for whoever does not keep it.
    const clientId = await desk.archivedClient();
    const input = {
      siteId: site,
      clientId,
      title: '信函',
      kind: 'LETTER',
      level: 'ORDINARY',
      carrier: 'PAPER',
      retention,
    };
    for (const place of [apart, { ...apart, shelfId: staffId(99) }])
      expect(await desk.act(people.specialist, 'fileDocument', { ...input, place })).toMatchObject({
        code: 'PLACE_NOT_FIT',
      });
  });

  it('whoever takes the custody signs for it; a paper moves to a free place', async () => {
    const fileId = await paper();
    const taken = await desk.act(people.supervisor, 'changeCustodian', { fileId });
    expect(taken).toMatchObject({ file: { custodian: { id: staffId(8) } } });
    expect(await desk.act(people.supervisor, 'changeCustodian', { fileId })).toMatchObject({ code: 'NOTHING_CHANGED' });
    expect(await desk.act(people.manager, 'changeCustodian', { fileId })).toMatchObject({ error: 'FORBIDDEN' });
    expect(await desk.act(people.elsewhere, 'changeCustodian', { fileId })).toMatchObject({ error: 'NOT_FOUND' });
    const to = { fileId, shelfId: await desk.shelf(false), position: 7 };
    expect(await desk.act(people.specialist, 'moveFile', to)).toMatchObject({ file: { id: fileId } });
    const onShelf = 'query ($id: ID!) { filesOnShelf(shelfId: $id) { id } }';
    expect(await desk.ask(people.specialist, onShelf, { id: to.shelfId })).toEqual({ filesOnShelf: [{ id: fileId }] });
    expect(await desk.ask(people.manager, onShelf, { id: to.shelfId })).toEqual({ filesOnShelf: null });
  });
});

describe('CR-3.05 a legal hold', () => {
  it('freezes a client: nothing is reclassified; released it is again', async () => {
    const fileId = await filed();
    const [row] = await desk.rows<{ id: string }>('SELECT client_id AS id FROM archive_file WHERE id = $1', [fileId]);
    const clientId = row?.id ?? '';
    expect(await desk.act(people.specialist, 'placeLegalHold', { clientId, reason: '诉讼保全' })).toMatchObject({
      error: 'FORBIDDEN',
    });
    expect(await desk.act(people.elsewhere, 'placeLegalHold', { clientId, reason: '诉讼保全' })).toMatchObject({
      error: 'NOT_FOUND',
    });
    const placed = await desk.act<{ hold: { id: string } }>(people.supervisor, 'placeLegalHold', {
      clientId,
      reason: '诉讼保全',
    });
    expect(placed).toMatchObject({ hold: { file: null }, explanation: { applied: [{ id: 'CR-3.05' }] } });
    const raise = () => desk.act(people.supervisor, 'reclassifyFile', { fileId, ...secret });
    expect(await raise()).toMatchObject({ code: 'FILE_UNDER_HOLD', rule: { id: 'CR-3.05' } });
    const list = 'query ($id: ID!) { archiveHolds(clientId: $id) { edges { node { reason placedBy { id } } } } }';
    expect(await desk.ask(people.specialist, list, { id: clientId })).toMatchObject({
      archiveHolds: { edges: [{ node: { reason: '诉讼保全', placedBy: { id: staffId(8) } } }] },
    });
    expect(await desk.ask(people.manager, list, { id: clientId })).toEqual({ archiveHolds: { edges: [] } });
    const release = { holdId: placed.hold.id, reason: '案件已结' };
    expect(await desk.act(people.supervisor, 'releaseLegalHold', release)).toMatchObject({
      hold: { releasedAt: now.toISOString() },
    });
    expect(await raise()).toMatchObject({ file: { level: 'CONFIDENTIAL' } });
  });
});

describe('I21 S15 reading a classified file', () => {
  const read = 'query ($id: ID!) { a: file(id: $id) { title } b: file(id: $id) { title level } }';

  it('has exactly one line in the trace before it, whatever one request asks; a refused attempt has one as well', async () => {
    const fileId = await filed(people.supervisor, { level: 'TOP_SECRET' });
    const lines = () =>
      desk.rows(
        `SELECT actor, decision, ground FROM audit_entry WHERE action = 'archive.readFile' AND resource_id = $1 ORDER BY seq`,
        [fileId],
      );
    expect(await lines()).toHaveLength(1);
    expect(await desk.ask(people.secondSupervisor, read, { id: fileId })).toMatchObject({ a: { title: '认购书' } });
    expect(await desk.ask(people.manager, 'query ($id: ID!) { file(id: $id) { id } }', { id: fileId })).toEqual({
      file: null,
    });
    expect((await lines()).slice(1)).toEqual([
      { actor: `staff:${staffId(9)}`, decision: 'allowed', ground: 'custody' },
      { actor: `staff:${staffId(5)}`, decision: 'refused', ground: null },
    ]);
  });

  it('tells no event, and no list, count or index number of others', async () => {
    const clientId = await desk.archivedClient();
    await filed(people.supervisor, { clientId, level: 'CONFIDENTIAL' });
    const list = 'query ($id: ID!) { client(id: $id) { files { totalCount edges { node { id } } } } }';
    expect(await desk.ask(people.manager, list, { id: clientId })).toEqual({
      client: { files: { totalCount: 0, edges: [] } },
    });
    expect(await desk.rows('SELECT DISTINCT type FROM outbox')).toEqual([{ type: 'client-records.client.opened.v1' }]);
  });
});

describe('CR-3.05 destruction', () => {
  const over = new Date('2031-03-02T00:00:00+08:00');
  const lastDay = new Date('2031-03-01T23:59:59+08:00');
  const reason = '已无保存价值';
  const propose = (by: typeof people.specialist, fileIds: readonly string[], at = over) =>
    desk.act<{ destruction: { id: string } }>(by, 'proposeDestruction', { siteId: site, fileIds, reason }, at);

  it('is proposed when its time is over, approved by another, witnessed by a third; the line of the register stays', async () => {
    const fileIds = [await paper(), await filed()];
    await desk.service.world.db.transaction((tx) =>
      attachContent(tx, { fileId: fileIds[1] ?? '', objectId: 'o1', checksum: 'ab'.repeat(32), bytes: 9, at: now }),
    );
    expect(await propose(people.specialist, fileIds, lastDay)).toMatchObject({ code: 'RETENTION_NOT_OVER' });
    const listed = `query { searchFiles(siteId: "${site}", filter: { retentionOver: true }) { totalCount } }`;
    const count = (at: Date) => desk.ask<{ searchFiles: { totalCount: number } }>(people.manager, listed, {}, at);
    expect((await count(lastDay)).searchFiles.totalCount).toBe(0);
    expect((await count(over)).searchFiles.totalCount).toBeGreaterThanOrEqual(2);
    const { destruction } = await propose(people.specialist, fileIds);
    const destructionId = destruction.id;
    expect(await propose(people.supervisor, fileIds)).toMatchObject({ code: 'DESTRUCTION_PROPOSED' });
    const decide = (by: typeof people.specialist, change = {}) =>
      desk.act(by, 'decideDestruction', { destructionId, approved: true, ...change }, over);
    expect(await decide(people.specialist)).toMatchObject({ error: 'FORBIDDEN' });
    expect(await decide(people.elsewhere)).toMatchObject({ error: 'NOT_FOUND' });
    expect(await decide(people.supervisor)).toMatchObject({ destruction: { state: 'APPROVED' } });
    const witness = (by: typeof people.specialist, method = 'SHREDDED') =>
      desk.act(by, 'witnessDestruction', { destructionId, method }, over);
    for (const by of [people.specialist, people.supervisor])
      expect(await witness(by)).toMatchObject({ code: 'DESTRUCTION_NEEDS_ANOTHER' });
    expect(await witness(people.secondSupervisor)).toMatchObject({
      destruction: { state: 'CARRIED_OUT', method: 'SHREDDED', witnessedBy: { id: staffId(9) } },
    });
    const states = async () =>
      (
        await desk.rows<{ state: string }>(
          'SELECT state FROM archive_file WHERE id = ANY($1::uuid[]) ORDER BY carrier',
          [fileIds],
        )
      ).map(({ state }) => state);
    expect(await states()).toEqual(['destroying', 'destroyed']);
    await desk.service.doDue(over, site);
    expect(await states()).toEqual(['destroyed', 'destroyed']);
    const read = 'query ($id: ID!) { file(id: $id) { title state checksum history { edges { node { act } } } } }';
    expect(await desk.ask(people.specialist, read, { id: fileIds[1] })).toMatchObject({
      file: {
        title: '认购书',
        state: 'DESTROYED',
        checksum: 'ab'.repeat(32),
        history: { edges: [{}, { node: { act: 'DESTROYED' } }] },
      },
    });
  });

  it('a hold that comes after the approval stops it', async () => {
    const fileId = await filed();
    const { destruction } = await propose(people.specialist, [fileId]);
    const of = { destructionId: destruction.id };
    await desk.act(people.supervisor, 'decideDestruction', { ...of, approved: true }, over);
    const [row] = await desk.rows<{ id: string }>('SELECT client_id AS id FROM archive_file WHERE id = $1', [fileId]);
    await desk.act(people.supervisor, 'placeLegalHold', { clientId: row?.id, fileId, reason: '诉讼保全' }, over);
    expect(
      await desk.act(people.secondSupervisor, 'witnessDestruction', { ...of, method: 'ERASED' }, over),
    ).toMatchObject({
      code: 'FILE_UNDER_HOLD',
    });
    const back = await desk.act(
      people.secondSupervisor,
      'decideDestruction',
      { ...of, approved: false, reason: '涉及诉讼' },
      over,
    );
    expect(back).toMatchObject({ destruction: { state: 'REJECTED' } });
    expect(await propose(people.specialist, [fileId])).toMatchObject({ code: 'FILE_UNDER_HOLD' });
  });

  it('S15 of a classified file is unknown to whoever may not know of the file', async () => {
    const fileId = await filed(people.supervisor, { level: 'CONFIDENTIAL' });
    expect(await propose(people.specialist, [fileId])).toMatchObject({ error: 'NOT_FOUND' });
    const { destruction } = await propose(people.supervisor, [fileId]);
    const read = `query ($id: ID!) { destruction(id: $id) { id } destructions(siteId: "${site}", first: 100) { edges { node { id } } } }`;
    type Seen = { destruction: unknown; destructions: { edges: { node: { id: string } }[] } };
    const sees = async (by: typeof people.specialist) => {
      const seen = await desk.ask<Seen>(by, read, { id: destruction.id }, over);
      const isListed = seen.destructions.edges.some(({ node }) => node.id === destruction.id);
      expect(isListed).toBe(seen.destruction !== null);
      return isListed;
    };
    expect([await sees(people.specialist), await sees(people.secondSupervisor)]).toEqual([false, true]);
  });
});
