import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { acrossSites } from '@shouwen/database';
import { staffViewer } from '@shouwen/testing';
import {
  after,
  auditor,
  desk,
  li,
  manager,
  otherSite,
  page,
  search,
  site,
  staffId,
  type TracedHouse,
  tracedHouse,
  unmask,
} from '../trace/traceFixture.ts';

const supervisor = staffViewer(staffId(5), { '*': ['leak.handle', 'leak.report', 'client.readSite'] });
const serviceManager = staffViewer(staffId(8), { [site]: ['leak.handle', 'leak.report'] });
const elsewhere = staffViewer(staffId(3), { [otherSite]: ['leak.handle', 'leak.report'] });
type Viewer = Parameters<TracedHouse['as']>[0];

const report = `mutation ($input: ReportLeakInput!) { answer: reportLeak(input: $input) {
  __typename ... on LeakReported { caseId number } ... on Refusal { code } } }`;
const fields = `id number state raisedBy what pattern site { id } reportedBy { id } accused { id } clients { id name }
  remedies { what doneAt recordedAt recordedBy { id } } trace { edges { node { action actor } } }
  closedAt closedBy { id } conclusion explanation { outcome applied { id } facts { name value } }`;
const read = `query ($id: ID!) { leakCase(id: $id) { ${fields} } }`;
const remedy = `mutation ($input: RecordLeakRemedyInput!) { answer: recordLeakRemedy(input: $input) {
  __typename ... on LeakHandled { leakCase { state remedies { what doneAt } } } ... on Refusal { code rule { id } } } }`;
const close = `mutation ($input: CloseLeakCaseInput!) { answer: closeLeakCase(input: $input) {
  __typename ... on LeakHandled { leakCase { state conclusion closedBy { id } explanation { outcome } } }
  ... on Refusal { code rule { id } } } }`;
const list = `query ($state: LeakState, $first: Int, $after: String) { leakCases(state: $state, first: $first, after: $after) {
  edges { node { id number pattern accused { id } } } pageInfo { hasNextPage endCursor } } }`;

type Answer = { answer: { __typename: string; code?: string; caseId: string; number: string } };
type Case = { id: string; state: string; clients: { id: string; name: string | null }[] } & Record<string, unknown>;

let house: TracedHouse;
let client = '';
beforeAll(async () => {
  house = await tracedHouse();
  client = await house.opened('13805521753');
  await house.as(manager, after(1)).ask(page, { id: client });
});
afterAll(() => house?.stop());

const input = (asked: object) => ({ input: { idempotencyKey: house.nextKey(), ...asked } });
const reported = async (viewer: Viewer, asked: object = {}, at = after(10)) =>
  (await house.as(viewer, at).ask<Answer>(report, input({ what: '客户许丽的电话被发到群里', ...asked }))).answer;
const seen = async (viewer: Viewer, id: string) =>
  (await house.as(viewer, after(20)).ask<{ leakCase: Case | null }>(read, { id })).leakCase;
const numbersFor = async (viewer: Viewer) =>
  (
    await house
      .as(viewer, after(20))
      .ask<{ leakCases: { edges: { node: { number: string } }[] } }>(list, { first: 100 })
  ).leakCases.edges.map(({ node }) => node.number);

describe('CR-5.01 whoever sees a leak reports it at once', () => {
  it('the case is open for whoever handles leaks, with the trace of the client as it was then', async () => {
    const { caseId } = await reported(desk, { siteId: site, clientIds: [client, house.world.newId()] });
    await house.as(manager, after(12)).ask(unmask, input({ clientId: client, purpose: '回访客户' }));
    const shown = await seen(supervisor, caseId);
    expect(shown).toMatchObject({
      ...{ state: 'OPEN', raisedBy: 'STAFF', what: '客户许丽的电话被发到群里', site: { id: site }, pattern: null },
      ...{ reportedBy: { id: staffId(7) }, accused: null, remedies: [], clients: [{ id: client, name: '许丽' }] },
      trace: { edges: [{ node: { action: 'client.read' } }, { node: { action: 'client.identify' } }] },
      explanation: { outcome: 'OPENED', applied: [{ id: 'CR-5.01' }, { id: 'CR-2.04' }] },
    });
    expect(await seen(serviceManager, caseId)).toMatchObject({ clients: [{ id: client, name: null }] });
  });

  it('nobody else learns of it; the reporter sees the number and how it stands', async () => {
    const { caseId, number } = await reported(desk, { siteId: site, accusedStaffId: staffId(8) });
    for (const viewer of [desk, manager, li, elsewhere, auditor, serviceManager]) {
      expect(await seen(viewer, caseId)).toBeNull();
      expect(await numbersFor(viewer)).not.toContain(number);
    }
    expect(await numbersFor(supervisor)).toContain(number);
    const own = await house.as(desk, after(20)).ask(`{ myLeakReports(first: 1) { edges { node { number state } } } }`);
    expect(own).toEqual({ myLeakReports: { edges: [{ node: { number, state: 'OPEN' } }] } });
    expect(await house.as(manager, after(20)).ask('{ myLeakReports { edges { node { number } } } }')).toEqual({
      myLeakReports: { edges: [] },
    });
    const traced: unknown[] = await house.world.db.read((tx) =>
      tx.query(`SELECT actor FROM audit_entry WHERE resource_id = $1 AND decision = 'refused'`, [caseId]),
    );
    expect(traced).toHaveLength(6);
  });

  it('S14 naming a client of another site shows whoever handles cases here neither the client nor the trace', async () => {
    const answers = [];
    for (const named of [client, house.world.newId()]) {
      const { caseId } = await reported(elsewhere, { siteId: otherSite, clientIds: [named] });
      const shown = await seen(elsewhere, caseId);
      answers.push([shown?.clients, shown?.trace, JSON.stringify(shown?.explanation)]);
      const whole = await seen(supervisor, caseId);
      expect(whole?.clients).toHaveLength(named === client ? 1 : 0);
    }
    expect(answers[0]?.slice(0, 2)).toEqual([[], { edges: [] }]);
    expect(answers[0]).toEqual(answers[1]);
  });

  it('a case of the company as a whole is for those who handle leaks everywhere', async () => {
    const { caseId } = await reported(desk);
    expect(await seen(serviceManager, caseId)).toBeNull();
    expect(await seen(supervisor, caseId)).toMatchObject({ site: null });
  });

  it.each([
    ['without the right', li, {}, 'FORBIDDEN'],
    ['three characters', desk, { what: '泄密了' }, 'BAD_USER_INPUT'],
    ['what is no client', desk, { clientIds: ['x'] }, 'BAD_USER_INPUT'],
    ['what is no site', desk, { siteId: 'x' }, 'BAD_USER_INPUT'],
  ])('is not taken: %s', async (_, viewer, asked, code) => {
    const answer = await house.as(viewer, after(10)).send(report, input({ what: '客户电话外泄', ...asked }));
    expect(answer.errors[0]?.extensions?.code).toBe(code);
  });

  it('once for the same request; the words lie nowhere in the clear, and the event holds none', async () => {
    const same = input({ what: '许丽的身份证复印件不见了', clientIds: [client] });
    const [one, two] = [
      await house.as(desk, after(11)).ask(report, same),
      await house.as(desk, after(11)).ask(report, same),
    ];
    expect(two).toEqual(one);
    for (const table of ['leak_case', 'outbox', 'audit_entry', 'explanation', 'idempotency']) {
      const rows: unknown[] = await house.admin.read((tx) =>
        tx.query(`SELECT 1 FROM ${table} t WHERE t::text LIKE '%身份证复印件%'`),
      );
      expect({ table, rows }).toEqual({ table, rows: [] });
    }
    const [event] = await house.admin.read((tx) =>
      tx.query(`SELECT o::text AS text FROM outbox o WHERE o::text LIKE '%leak.reported%' AND o::text LIKE $1`, [
        `%"staff"%`,
      ]),
    );
    expect(event.text).toContain('client-records.leak.reported.v1');
  });
});

describe('CR-5.01 remedies with their times, until it is closed', () => {
  it('closed by another person, when something was done about it', async () => {
    const { caseId } = await reported(serviceManager, { siteId: site });
    const ask = async (viewer: Viewer, query: string, asked: object) =>
      (await house.as(viewer, after(30)).ask<{ answer: Record<string, unknown> }>(query, input({ caseId, ...asked })))
        .answer;
    expect(await ask(supervisor, close, { conclusion: '处理完毕' })).toMatchObject({ code: 'LEAK_REMEDY_MISSING' });
    const done = { what: '已撤回群消息', doneAt: after(15).toISOString() };
    expect(await ask(serviceManager, remedy, done)).toMatchObject({ leakCase: { state: 'OPEN', remedies: [done] } });
    expect(await ask(serviceManager, close, { conclusion: '处理完毕' })).toMatchObject({
      ...{ code: 'LEAK_NEEDS_ANOTHER_PERSON', rule: { id: 'CR-5.01' } },
    });
    expect(await ask(supervisor, close, { conclusion: '处理完毕' })).toMatchObject({
      leakCase: {
        state: 'CLOSED',
        conclusion: '处理完毕',
        closedBy: { id: staffId(5) },
        explanation: { outcome: 'CLOSED' },
      },
    });
    expect(await ask(supervisor, remedy, done)).toMatchObject({ code: 'LEAK_CLOSED' });
    expect(await ask(supervisor, close, { conclusion: '处理完毕' })).toMatchObject({ code: 'LEAK_CLOSED' });
    const own = await house.as(serviceManager, after(40)).ask('{ myLeakReports { edges { node { state } } } }');
    expect(own).toMatchObject({ myLeakReports: { edges: [{ node: { state: 'CLOSED' } }] } });
  });

  it('not by whom it is about, and nothing is done in the future', async () => {
    const { caseId } = await reported(desk, { siteId: site, accusedStaffId: staffId(8) });
    const send = (viewer: Viewer, query: string, asked: object) =>
      house.as(viewer, after(30)).send(query, input({ caseId, ...asked }));
    for (const [query, asked] of [
      [remedy, { what: '已撤回消息' }],
      [close, { conclusion: '处理完毕' }],
    ] as const)
      expect((await send(serviceManager, query, asked)).errors[0]?.extensions?.code).toBe('NOT_FOUND');
    expect((await send(supervisor, remedy, { what: '撤回了' })).errors[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    const later = await send(supervisor, remedy, { what: '已撤回消息', doneAt: after(30.1).toISOString() });
    expect(later.errors[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  });
});

describe('CR-5.01 what is suspicious in the trail raises a case by itself', () => {
  const patterns = async () => {
    type Node = { id: string; pattern: string | null; accused: { id: string } | null };
    const answer = await house
      .as(supervisor, after(600))
      .ask<{ leakCases: { edges: { node: Node }[] } }>(list, { first: 100 });
    return answer.leakCases.edges.map(({ node }) => node).filter(({ pattern }) => pattern !== null);
  };

  it('twenty different unknown numbers within ten minutes, once a day, with the lines that made it (S21)', async () => {
    await house.doDue(after(60));
    const misses = async (from: number, count: number, start: Date) => {
      for (let index = from; index < from + count; index += 1)
        await house
          .as(manager, new Date(start.getTime() + index * 1_000))
          .ask(search, { phone: `139000001${String(index).padStart(2, '0')}` });
    };
    await misses(0, 19, after(100));
    await house.doDue(after(110));
    expect(await patterns()).toEqual([]);
    await misses(19, 3, after(100));
    await house.doDue(after(111));
    const [raised, ...more] = await patterns();
    expect(more).toEqual([]);
    expect(raised).toMatchObject({ pattern: 'UNKNOWN_PHONES', accused: { id: staffId(6) } });
    expect(await seen(supervisor, raised?.id ?? '')).toMatchObject({
      ...{ raisedBy: 'PATTERN', reportedBy: null, explanation: { outcome: 'OPENED' } },
      trace: {
        edges: Array.from({ length: 20 }, () => ({
          node: { action: 'client.searchByPhone', actor: `staff:${staffId(6)}` },
        })),
      },
    });
    await misses(30, 25, after(105));
    await house.doDue(after(112));
    expect(await patterns()).toHaveLength(1);
    await misses(0, 20, after(24 * 60 + 100));
    await house.doDue(after(24 * 60 + 110));
    expect(await patterns()).toHaveLength(2);
  });

  it('many unmaskings; two replicas that look at once raise it once', async () => {
    const later = 5 * 24 * 60;
    for (let index = 0; index < 21; index += 1)
      await house.as(manager, after(later + index)).ask(unmask, input({ clientId: client, purpose: '回访客户' }));
    await Promise.all(Array.from({ length: 4 }, () => house.doDue(after(later + 60))));
    const raised = (await patterns()).filter(({ pattern }) => pattern === 'MANY_UNMASKINGS');
    expect(raised).toHaveLength(1);
    expect(await seen(supervisor, raised[0]?.id ?? '')).toMatchObject({ clients: [{ id: client }] });
    const seq: { seq: number; head: number }[] = await house.world.db.read((tx) =>
      acrossSites(tx, () => tx.query('SELECT w.seq, (SELECT max(seq) FROM audit_entry) AS head FROM leak_watch w')),
    );
    expect(seq[0]?.seq).toBeGreaterThan(0);
  });

  it('the accused does not see the own case, though handling leaks', async () => {
    const accused = staffViewer(staffId(6), { '*': ['leak.handle'] });
    for (const { id } of await patterns()) expect(await seen(accused, id)).toBeNull();
  });
});

describe('the tables behind it', () => {
  it('stay readable when the keys of the house are changed and the old one leaves (CR-2.02)', async () => {
    const { caseId } = await reported(desk, { siteId: site });
    const administrator = house.as(staffViewer(staffId(2), { '*': ['keys.rotate'] }), after(50));
    const change = (name: string) =>
      administrator.ask(
        `mutation ($input: ChangeKeysInput!) { answer: ${name}(input: $input) { __typename ... on Refusal { code } } }`,
        input({ kind: 'WRAPPING' }),
      );
    expect(await change('rotateKeys')).toMatchObject({ answer: { __typename: 'KeysChanged' } });
    expect(await change('retireKeys')).toMatchObject({ answer: { code: 'KEYS_IN_USE' } });
    await house.doDue(after(24 * 60 * 20));
    expect(await change('retireKeys')).toMatchObject({ answer: { __typename: 'KeysChanged' } });
    expect(await seen(supervisor, caseId)).toMatchObject({ what: '客户许丽的电话被发到群里' });
  });

  it('CR-5.01 stand against a closing by the reporter, and remedies only grow', async () => {
    const [row] = await house.admin.read((tx) =>
      tx.query(
        `SELECT id, reporter_id AS reporter FROM leak_case WHERE state = 'open' AND reporter_id IS NOT NULL LIMIT 1`,
      ),
    );
    const closing = house.admin.transaction((tx) =>
      tx.query(
        `UPDATE leak_case SET state = 'closed', closed_by = $2, closed_at = now(), conclusion_sealed = 'x' WHERE id = $1`,
        [row.id, row.reporter],
      ),
    );
    await expect(closing).rejects.toThrow(/violates check constraint/);
    for (const table of ['leak_remedy', 'leak_trace'])
      await expect(house.world.db.transaction((tx) => tx.query(`DELETE FROM ${table}`))).rejects.toThrow(
        /permission denied/,
      );
  });
});
