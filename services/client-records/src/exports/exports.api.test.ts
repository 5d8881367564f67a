import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readTable } from '@shouwen/tables';
import { at, openRequestDesk, people, type RequestDesk } from '../requests/requestFixture.ts';
import { clerk, day, exportDesk } from './exportFixture.ts';

let desk: RequestDesk;
let exports: ReturnType<typeof exportDesk>;
const dangerous = '=HYPERLINK("http://x")';

beforeAll(async () => {
  desk = await openRequestDesk();
  exports = exportDesk(desk);
  for (let one = 0; one < 3; one++) await desk.client();
  const [client] = await desk.rows<{ id: string }>('SELECT id FROM client ORDER BY id LIMIT 1');
  await desk.service.world.db.transaction((tx) =>
    tx.query('UPDATE client SET name = $1, district = $2 WHERE id = $3', [dangerous, '岳麓区', client?.id]),
  );
});
afterAll(() => desk.service.stop());

const cellsOf = async (bytes: Buffer) => {
  const { heading, rows } = await readTable(new Uint8Array(bytes));
  return {
    mark: heading.cells[0] ?? '',
    titles: rows[0]?.cells ?? [],
    rows: rows.slice(1, -1).map(({ cells }) => cells),
    foot: rows.at(-1)?.cells[0],
  };
};

describe('CR-4.08 data is exported when the records supervisor and the client-service manager approved it', () => {
  it('says what, to whom and why; goes from the one to the other; then its reader makes the file, once', async () => {
    const drafted = await exports.draft();
    expect(drafted.request).toMatchObject({
      state: 'DRAFT',
      exportScope: { full: false, filter: { class: null }, hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    const id = drafted.request?.id ?? '';
    const sent = await desk.act<{ request: { plan: string[]; state: string } }>(clerk, day, 'submitRequest', {
      requestId: id,
    });
    expect(sent.request.plan).toEqual(['SUPERVISE', 'CLASSIFIED']);
    expect((await exports.run(id)).code).toBe('GRANT_OVER');
    await desk.decide(people.supervisor, day, id);
    expect((await exports.run(id)).code).toBe('GRANT_OVER');
    expect((await desk.decide(people.serviceManager, day, id)).state).toBe('ACTIVE');
    const made = await exports.run(id);
    expect(made).toMatchObject({
      export: { rows: 3, reader: { id: clerk.staffId } },
      request: { state: 'ENDED', endReason: 'USED' },
      explanation: { outcome: 'exported' },
    });
    expect((await exports.run(id)).code).toBe('GRANT_OVER');
  });

  it('an incomplete form is not handed in: to whom, and what, are needed', async () => {
    for (const input of [{ recipient: null }, { purpose: null }, { untilOn: null }]) {
      const { request } = await exports.draft(input);
      expect(await desk.act(clerk, day, 'submitRequest', { requestId: request?.id })).toMatchObject({
        code: 'FORM_INCOMPLETE',
      });
    }
    expect((await exports.draft({ fields: ['passwordHash'] })).error).toBe('BAD_USER_INPUT');
    expect((await exports.draft({ fields: [] })).error).toBe('BAD_USER_INPUT');
  });
});

describe('S33 bulk export without a second person, as one’s own approver, wider than approved', () => {
  it('nobody approves their own: neither the requester nor the reader, nor one person twice', async () => {
    const own = await exports.submitted({}, people.supervisor);
    expect((await desk.decide(people.supervisor, day, own)).code).toBe('OWN_REQUEST');
    const forOther = await exports.submitted({ readerId: people.supervisor.staffId });
    expect((await desk.decide(people.supervisor, day, forOther)).code).toBe('OWN_REQUEST');
    const alone = await exports.submitted();
    await desk.decide(people.supervisor, day, alone);
    expect((await desk.decide(people.supervisor, day, alone)).code).toBe('NOT_APPROVER');
    expect((await exports.run(alone)).code).toBe('GRANT_OVER');
  });

  it('one approval is not enough, and the first step is the supervisor’s alone', async () => {
    const id = await exports.submitted();
    expect((await desk.decide(people.serviceManager, day, id)).code).toBe('NOT_APPROVER');
    expect((await desk.decide(people.general, day, id)).error).toBe('NOT_FOUND');
  });

  it.each([
    ['a field more', { fields: ['number', 'name', 'phone', 'budgetYuan', 'identityNumber'] }],
    ['a filter less', { filter: { district: null } }],
    ['another filter', { filter: { district: '开福区' } }],
    ['unmasked', { full: true }],
  ])('wider than approved is refused and traced: %s', async (_, wider) => {
    const id = await exports.approved({ filter: { district: '岳麓区' } });
    expect(await exports.run(id, wider)).toMatchObject({ code: 'EXPORT_WIDER', rule: { id: 'CR-4.08' } });
    expect((await exports.lines('client.export')).at(-1)).toMatchObject({
      decision: 'refused',
      reason: 'EXPORT_WIDER',
    });
    // The approval is not used up by it, and narrower is fine.
    const made = await exports.run(id, { fields: ['number'], filter: { district: '岳麓区', kind: 'PERSON' } });
    expect(made.export?.rows).toBe(1);
  });

  it('is for its reader alone, until its last day, and not after it was taken back', async () => {
    const id = await exports.approved();
    expect((await exports.run(id, {}, people.supervisor)).code).toBe('EXPORT_NOT_YOURS');
    expect((await exports.run(id, {}, people.li)).error).toBe('NOT_FOUND');
    expect((await exports.run(id, {}, clerk, at('07', '00:00'))).code).toBe('GRANT_OVER');
    await desk.act(people.supervisor, day, 'endAccess', { requestId: id, reason: '不再需要' });
    expect((await exports.run(id)).code).toBe('GRANT_OVER');
  });

  it('of two at the same time one is made', async () => {
    const id = await exports.approved();
    const both = await Promise.all([exports.run(id), exports.run(id)]);
    expect(both.filter((one) => one.export)).toHaveLength(1);
    expect(await desk.rows('SELECT id FROM client_export WHERE request_id = $1', [id])).toHaveLength(1);
  });
});

describe('CR-2.05 an export is masked and marked, and traced before it leaves', () => {
  it('bears reader, time and request above and below its rows; masked; every client stands in the trail by then', async () => {
    const id = await exports.approved();
    const before = (await exports.lines('client.export')).length;
    const made = await exports.run(id);
    const lines = (await exports.lines('client.export')).slice(before);
    expect(lines[0]).toMatchObject({
      resource_type: 'AccessRequest',
      detail: 'rows=3',
      reason: `scope=${made.export?.filterHash}`,
    });
    expect(lines.slice(1).map((line) => [line.resource_type, line.detail])).toEqual(
      Array(3).fill(['Client', 'number name phone budgetYuan']),
    );
    expect(new Set(lines.map(({ ground }) => ground)).size).toBe(1);
    const file = await exports.fetch(clerk, made.export?.id ?? '');
    expect(file.status).toBe(200);
    expect(file.headers['content-disposition']).toMatch(/^attachment/);
    const { mark, foot, titles, rows } = await cellsOf(file.bytes);
    expect(mark).toContain(clerk.staffId);
    expect(mark).toContain('2026-03-03T02:00:00.000Z');
    expect(mark).toMatch(/R\d{6}.*已脱敏 masked.*3 行/);
    expect(foot).toBe(mark);
    expect(titles).toHaveLength(4);
    expect(rows.map((cells) => cells[2])).toEqual(Array(3).fill(expect.stringMatching(/^139\*{4}\d{4}$/)));
    expect(file.bytes.toString()).not.toMatch(/139\d{8}/);
    expect(rows[0]?.[1]).toBe(dangerous);
    expect(file.bytes.toString()).toContain(`"'=HYPERLINK(""http://x"")"`);
    expect((await exports.lines('client.fetchExport')).at(-1)).toMatchObject({ decision: 'allowed', detail: 'rows=3' });
  });

  it('is fetched once, by its reader, in its time; then nothing of it is left', async () => {
    const id = (await exports.run(await exports.approved())).export?.id ?? '';
    expect((await exports.fetch(people.supervisor, id)).status).toBe(404);
    expect((await exports.lines('client.fetchExport')).at(-1)).toMatchObject({ decision: 'refused' });
    expect((await exports.fetch(clerk, id)).status).toBe(200);
    expect((await exports.fetch(clerk, id)).status).toBe(404);
    const kept = 'SELECT content_sealed, wrapped_key FROM client_export WHERE id = $1';
    expect(await desk.rows(kept, [id])).toEqual([{ content_sealed: null, wrapped_key: null }]);
    const late = (await exports.run(await exports.approved())).export?.id ?? '';
    expect((await exports.fetch(clerk, late, at('04', '10:00'))).status).toBe(404);
    await desk.service.doDue(at('04', '10:00'));
    expect(await desk.rows(kept, [late])).toEqual([{ content_sealed: null, wrapped_key: null }]);
  });

  it('in full only when that was approved; as a typed file with properties', async () => {
    const id = await exports.approved({ full: true, fields: ['phone', 'budgetYuan'] });
    const made = await exports.run(id, { format: 'XLSX' });
    const file = await exports.fetch(clerk, made.export?.id ?? '');
    const { mark, rows } = await cellsOf(file.bytes);
    expect(mark).toContain('完整 in full');
    expect(rows.map((cells) => cells[0])).toEqual(Array(3).fill(expect.stringMatching(/^139\d{8}$/)));
  });

  it('lies sealed until it is fetched', async () => {
    const made = await exports.run(await exports.approved({ full: true }));
    const [row] = await desk.rows<{ sealed: Buffer }>(
      'SELECT content_sealed AS sealed FROM client_export WHERE id = $1',
      [made.export?.id],
    );
    expect(row?.sealed.toString('latin1')).not.toMatch(/139\d{8}|phone/);
    const dump = JSON.stringify(await desk.rows(`SELECT e::text FROM client_export e`));
    expect(dump).not.toMatch(/139\d{8}/);
  });
});

describe('CR-4.08 where the general manager approves every archive (view.approver)', () => {
  it('the general manager does so in the place of the client-service manager, and still not alone', async () => {
    const overrides = [{ key: 'view.approver', value: '"generalManager"' }];
    const change = { effectiveFrom: at('04', '00:00').toISOString(), overrides };
    expect(await desk.act(people.policyMaker, day, 'changeRecordsPolicy', change)).toMatchObject({
      policy: { version: 1 },
    });
    const { request } = await exports.draft();
    const sent = await desk.act<{ request: { plan: string[] } }>(clerk, at('04'), 'submitRequest', {
      requestId: request?.id,
    });
    expect(sent.request.plan).toEqual(['SUPERVISE', 'DIRECT']);
    const id = request?.id ?? '';
    expect((await desk.decide(people.general, at('04'), id)).code).toBe('NOT_APPROVER');
    await desk.decide(people.supervisor, at('04'), id);
    expect((await desk.decide(people.serviceManager, at('04'), id)).error).toBe('NOT_FOUND');
    expect((await desk.decide(people.general, at('04'), id)).state).toBe('ACTIVE');
    expect((await exports.run(id, {}, clerk, at('04'))).export?.rows).toBe(3);
  });
});
