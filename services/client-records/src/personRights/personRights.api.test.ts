import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dealClosedV1, dealFrozenV1, dealReleasedV1 } from '@shouwen/contracts';
import { type Desk, now, openDesk, people, site } from '../archive/archiveFixture.ts';
import { rightsDesk, rightsPeople } from './rightsFixture.ts';

const { handler, approver, manager, elsewhere, reader, custodian } = rightsPeople;
let desk: Desk;
let rights: ReturnType<typeof rightsDesk>;
beforeAll(async () => {
  desk = await openDesk();
  rights = rightsDesk(desk);
});
afterAll(() => desk.service.stop());

const later = (days: number) => new Date(now.getTime() + days * 86_400_000);

describe('CR-2.06 requests of the person', () => {
  it('are registered with who asks, how that was proven and by when they are answered; overdue counts without a timer', async () => {
    const client = await rights.client('请求一', '13700010001');
    const { request } = await rights.registered(client, 'CORRECTION', { wish: '姓名有误' });
    // 15 workdays after Monday 2 March 2026: until the end of Monday the 23rd.
    expect(request).toMatchObject({ state: 'REGISTERED', asker: '许丽', wish: '姓名有误', overdue: false });
    expect(request).toMatchObject({ dueAt: '2026-03-23T16:00:00.000Z', explanation: { outcome: 'REGISTERED' } });
    expect(await rights.registered(client, 'CORRECTION')).toMatchObject({ code: 'RIGHTS_REQUEST_OPEN' });
    expect(await rights.registered(client, 'COPY', { proofNumber: ' ' })).toMatchObject({
      code: 'RIGHTS_PROOF_MISSING',
    });
    const [before, at] = [new Date('2026-03-23T15:59:59Z'), new Date('2026-03-23T16:00:00Z')];
    expect(await rights.shown(handler, request?.id, before)).toMatchObject({ overdue: false });
    expect(await rights.shown(handler, request?.id, at)).toMatchObject({ overdue: true });
    expect(await desk.service.doDue(before)).toMatchObject({ 'personRights.overdue': 0 });
    expect(await desk.service.doDue(at)).toMatchObject({ 'personRights.overdue': 1 });
  });

  it('nobody sees them but who handles them there; a refused attempt is traced', async () => {
    const client = await rights.client('请求二', '13700010002');
    const id = (await rights.registered(client, 'COPY')).request?.id ?? '';
    const list = '{ rightsRequests(first: 100) { edges { node { id } } } }';
    for (const by of [elsewhere, reader, people.li]) {
      expect(await rights.shown(by, id)).toBeNull();
      const seen = await desk.ask<{ rightsRequests: { edges: { node: { id: string } }[] } }>(by, list);
      expect(seen.rightsRequests.edges.map(({ node }) => node.id)).not.toContain(id);
      const refused = await rights.does(by, 'refuseRightsRequest', { requestId: id, answer: '不予办理' });
      expect(refused).toEqual({ error: 'NOT_FOUND' });
    }
    expect(await rights.shown(approver, id)).toMatchObject({ id });
    const lines = await desk.rows(
      `SELECT actor FROM audit_entry WHERE resource_id = $1 AND decision = 'refused' AND client_id = $2`,
      [id, client],
    );
    expect(lines).toHaveLength(3);
    expect(await rights.does(handler, 'refuseRightsRequest', { requestId: id, answer: '否' })).toMatchObject({
      code: 'RIGHTS_ANSWER_MISSING',
    });
    expect(await rights.does(handler, 'refuseRightsRequest', { requestId: id, answer: '身份不符' })).toMatchObject({
      request: { state: 'REFUSED', answer: '身份不符' },
    });
  });

  it('a correction is closed only by a change that names it as its reason', async () => {
    const client = await rights.client('请求三', '13700010003');
    const { request } = await rights.registered(client, 'CORRECTION');
    const complete = () => rights.does(handler, 'completeCorrection', { requestId: request?.id, answer: '已更正' });
    expect(await complete()).toMatchObject({ code: 'CORRECTION_NOT_MADE' });
    const update = `mutation ($input: UpdateClientInput!) { updateClient(input: $input) { __typename } }`;
    const edit = (why: string, name: string) =>
      desk.ask(handler, update, {
        input: { idempotencyKey: desk.key(), siteId: site, clientId: client, core: { name }, why },
      });
    await edit('客户来电更正', '请求叁');
    expect(await complete()).toMatchObject({ code: 'CORRECTION_NOT_MADE' });
    await edit(`个人信息权利请求 ${request?.number}`, '请求三三');
    expect(await complete()).toMatchObject({ request: { state: 'DONE', client: { name: '请求三三' } } });
  });

  it('a withdrawal takes the consents back', async () => {
    const client = await rights.client('请求四', '13700010004');
    const record = `mutation ($input: RecordConsentInput!) { recordConsent(input: $input) { __typename } }`;
    const given = { purpose: 'MARKETING', given: true, how: 'WRITTEN', evidence: '登记表 12' };
    const input = { idempotencyKey: desk.key(), siteId: site, clientId: client, ...given };
    await desk.ask(handler, record, { input });
    const requestId = (await rights.registered(client, 'WITHDRAWAL')).request?.id;
    expect(await rights.does(handler, 'withdrawConsents', { requestId, purposes: [] })).toMatchObject({
      code: 'NO_PURPOSE_NAMED',
    });
    const done = await rights.does(
      handler,
      'withdrawConsents',
      { requestId, purposes: ['MARKETING', 'CARE'] },
      later(1),
    );
    expect(done).toMatchObject({ request: { state: 'DONE' } });
    const seen = await desk.ask(handler, `query ($id: ID!) { client(id: $id) { consents { purpose state } } }`, {
      id: client,
    });
    expect(seen).toMatchObject({
      client: { consents: [{ state: 'WITHDRAWN' }, { state: 'WITHDRAWN' }, { state: 'NONE' }] },
    });
  });
});

describe('CR-2.06 a copy of what is held', () => {
  it('is whole, given out once, traced with its lines, and marked; classified files only by the manager', async () => {
    const client = await rights.client('副本', '13700020001');
    await desk.act(people.manager, 'openArchive', { siteId: site, clientId: client });
    const paper = { siteId: site, clientId: client, kind: 'CONTRACT', carrier: 'ELECTRONIC' };
    const retention = { from: '2026-03-02', years: 5 };
    for (const [title, level] of [
      ['普通件', 'ORDINARY'],
      ['机密件', 'CONFIDENTIAL'],
    ])
      await desk.act(people.supervisor, 'fileDocument', { ...paper, title, level, retention });
    const requestId = (await rights.registered(client, 'COPY')).request?.id;
    const classified = await rights.does(handler, 'deliverCopy', { requestId, withClassified: true });
    expect(classified).toEqual({ error: 'FORBIDDEN' });
    const idempotencyKey = desk.key();
    const taken = await rights.does(handler, 'deliverCopy', { requestId, idempotencyKey });
    const json = taken.copy?.json ?? '';
    for (const held of ['副本', '13700020001', '普通件', '许丽']) expect(json).toContain(held);
    expect(json).not.toContain('机密件');
    expect(JSON.parse(json)).toMatchObject({ watermark: { staffId: handler.staffId, at: now.toISOString() } });
    const table = Buffer.from(taken.copy?.file.contentBase64 ?? '', 'base64').toString();
    expect(table).toContain('13700020001');
    expect(table.split(handler.staffId)).toHaveLength(3);
    expect(await rights.does(handler, 'deliverCopy', { requestId, idempotencyKey })).toMatchObject({ copy: null });
    const [line] = await desk.rows<{ detail: string }>(
      `SELECT detail FROM audit_entry WHERE action = 'personRights.deliver' AND client_id = $1`,
      [client],
    );
    expect(line?.detail).toBe(`copy rows:${taken.rows}`);
    const again = (await rights.registered(client, 'COPY')).request?.id;
    const whole = await rights.does(manager, 'deliverCopy', { requestId: again, withClassified: true });
    expect(whole.copy?.json).toContain('机密件');
    const answers = await desk.rows('SELECT answer::text FROM idempotency WHERE command = $1', ['deliverCopy']);
    expect(JSON.stringify(answers)).not.toContain('13700020001');
  });
});

describe('CR-2.06 S34 a duty to keep freezes instead of erasing', () => {
  const listed = async (by: typeof reader, clientId: string) => {
    const query = '{ clients(first: 100) { edges { node { id } } totalCount } }';
    const { clients } = await desk.ask<{ clients: { edges: { node: { id: string } }[] } }>(by, query);
    return clients.edges.some(({ node }) => node.id === clientId);
  };
  const page = async (by: typeof reader, id: string) =>
    (
      await desk.ask<{ client: { frozen: { duties: string[] } | null } | null }>(
        by,
        'query ($id: ID!) { client(id: $id) { name frozen { duties } } }',
        { id },
      )
    ).client;

  it('a deal in its years: there for custody alone, and erased by itself when they are over', async () => {
    const phone = '13700030001';
    const client = await rights.client('冻结', phone);
    const dealId = desk.service.world.newId();
    await desk.service.hear(dealClosedV1, deal(dealId, client), now);
    await desk.service.hear(
      dealFrozenV1,
      { dealId, siteId: site, disputeId: dealId, frozenAt: now.toISOString() },
      now,
    );
    expect([await listed(reader, client), await page(reader, client)]).toEqual([true, { name: '冻结', frozen: null }]);
    const request = await rights.agreed(client);
    expect(request).toMatchObject({ state: 'FROZEN', duties: ['DEAL', 'DISPUTE'], client: { id: client } });
    expect(await page(custodian, client)).toEqual({ name: '冻结', frozen: { duties: ['DEAL', 'DISPUTE'] } });
    expect(await page(reader, client)).toBeNull();
    expect([await listed(reader, client), await listed(custodian, client)]).toEqual([false, false]);
    // The desk meets the same person again, and opens no second record.
    expect(await rights.client('冻结', phone)).toBe(client);
    const update = {
      siteId: site,
      clientId: client,
      core: { name: '改' },
      why: '不应可改',
      idempotencyKey: desk.key(),
    };
    const mutation = 'mutation ($input: UpdateClientInput!) { updateClient(input: $input) { __typename } }';
    expect((await desk.send(handler, mutation, { input: update })).errors[0]?.extensions?.code).toBe('NOT_FOUND');
    await desk.service.hear(
      dealReleasedV1,
      { dealId, siteId: site, disputeId: dealId, releasedAt: later(9).toISOString() },
      later(9),
    );
    // Five years from 2 March 2026: through 1 March 2031.
    const [last, over] = [new Date('2031-03-01T23:59:00+08:00'), new Date('2031-03-02T00:00:00+08:00')];
    await desk.service.doDue(last);
    expect(await rights.shown(handler, request.id)).toMatchObject({ state: 'FROZEN', duties: ['DEAL'] });
    await desk.service.doDue(over);
    expect(await rights.shown(handler, request.id)).toMatchObject({
      state: 'DONE',
      duties: [],
      client: null,
      asker: null,
    });
    expect(await page(custodian, client)).toBeNull();
    expect(await rights.client('冻结', phone)).not.toBe(client);
  });

  it.each([
    [
      'a legal hold',
      'LEGAL_HOLD',
      (clientId: string) => desk.act(people.supervisor, 'placeLegalHold', { clientId, reason: '诉讼保全' }),
    ],
    [
      'a leak that is being worked on',
      'LEAK_CASE',
      (clientId: string) =>
        desk.send(handler, 'mutation ($input: ReportLeakInput!) { reportLeak(input: $input) { __typename } }', {
          input: { idempotencyKey: desk.key(), siteId: site, clientIds: [clientId], what: '名单外泄' },
        }),
    ],
  ])('%s does, too', async (title, duty, make) => {
    const client = await rights.client(title.slice(0, 20), `137000400${10 + duty.length}`);
    await make(client);
    expect(await rights.agreed(client)).toMatchObject({ state: 'FROZEN', duties: [duty] });
  });

  const deal = (dealId: string, clientId: string) => ({
    ...{ dealId, clientId, siteId: site, unitId: dealId, priceFen: 100, closedAt: now.toISOString() },
    ...{ closedOn: '2026-03-02', subscribedOn: '2026-03-02', product: '住宅', channel: 'none' as const },
    ...{ introducerId: null, policyVersion: 1, consultants: [], rules: [] },
  });
});
