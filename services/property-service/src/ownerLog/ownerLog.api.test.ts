import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAuditChain } from '@shouwen/access';
import { clientOpenedV1, siteOpenedV1 } from '@shouwen/contracts';
import { staffViewer, type TestService, testService } from '@shouwen/testing';
import { propertyService } from '../service.ts';

const office = '019b8a00-0001-7000-8000-000000000003';
const salesSite = '019b8a00-0001-7000-8000-000000000001';
const client = '019b8a00-0008-7000-8000-000000000001';
const sun = '019b8a00-0002-7000-8000-000000000016';
const capitals = sun.toUpperCase();
const xie = '019b8a00-0002-7000-8000-000000000015';
const receptionist = staffViewer(sun, { [office]: ['complaint.register', 'complaint.read'] });
const director = staffViewer(xie, { [office]: ['complaint.read', 'complaint.handle'] });
const consultant = staffViewer(xie, { [salesSite]: ['client.readOwn'] });
const now = new Date('2026-03-10T10:00:00+08:00');

const register = `mutation ($input: RegisterOwnerMatterInput!) { registerOwnerMatter(input: $input) {
  __typename
  ... on OwnerMatterRecorded { entry { id answerDueAt struckOffAt explanation { applied { id } policies { preset } }
    complaint { id status about { id } } } }
  ... on Refusal { code retryable rule { id } } } }`;
const assign = `mutation ($input: AssignComplaintHandlerInput!) { assignComplaintHandler(input: $input) {
  __typename ... on ComplaintAccepted { complaint { status handler { id } } } ... on Refusal { code rule { id text { zh } } } } }`;
const settle = (
  name: string,
) => `mutation ($input: ${name}Input!) { ${name[0]?.toLowerCase()}${name.slice(1)}(input: $input) {
  __typename ... on OwnerMatterRecorded { entry { answer struckOffAt } } ... on Refusal { code } } }`;
const ofClient = `query ($reference: [_Any!]!) { _entities(representations: $reference) { ... on Client { complaints { id kind } } } }`;

type Recorded = {
  readonly entry: {
    readonly id: string;
    readonly answerDueAt: string;
    readonly struckOffAt: string;
    readonly explanation: { readonly applied: readonly { readonly id: string }[] };
    readonly complaint: { readonly id: string };
  };
};

let service: TestService;
let keys = 0;
const idempotencyKey = () => {
  keys += 1;
  return `key-${keys}`;
};
const run = async (query: string, input: Record<string, unknown>, by = receptionist) => {
  const data = await service.as(by, now).ask(query, { input: { idempotencyKey: idempotencyKey(), ...input } });
  return Object.values(data)[0] as Recorded;
};
const aComplaint = {
  siteId: office,
  clientId: client,
  category: 'COMPLAINT',
  channel: 'IN_PERSON',
  content: '前台接待态度冷淡',
  complaintKind: 'ATTITUDE',
  aboutStaffId: sun,
};

beforeAll(async () => {
  service = await testService(propertyService);
  const opened = { openedOn: '2026-01-05', effectiveFrom: '2026-01-05T00:00:00+08:00', timeZone: 'Asia/Shanghai' };
  const site = {
    ...opened,
    siteId: office,
    kind: 'property',
    salesPreset: null,
    servicePreset: 'property-office',
  } as const;
  await service.hear(siteOpenedV1, site, now);
  // Told again under another id, as after a loss: one policy all the same.
  await service.hear(siteOpenedV1, site, now);
  const known = { clientId: client, number: 'C000001', siteId: office, openedAt: now.toISOString() };
  await service.hear(clientOpenedV1, known, now);
});
afterAll(() => service.stop());

describe('PS-3.01 over the API', () => {
  it('Sun writes down a complaint about herself, and is refused as its handler (worked example 5)', async () => {
    const { entry } = await run(register, aComplaint);
    expect(entry).toMatchObject({ complaint: { status: 'REGISTERED', about: { id: sun } } });
    expect(new Date(entry.answerDueAt)).toEqual(new Date('2026-03-11T10:00:00+08:00'));
    expect(entry.explanation.applied.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['PS-1.02', 'PS-2.03', 'PS-3.01']),
    );
    const { id: complaintId } = entry.complaint;
    expect(await run(assign, { complaintId, handlerId: sun }, director)).toMatchObject({
      code: 'COMPLAINED_ABOUT',
      rule: { id: 'PS-3.01' },
    });
    expect(await run(assign, { complaintId, handlerId: xie }, director)).toMatchObject({
      complaint: { status: 'ACCEPTED', handler: { id: xie } },
    });
    const events = await service.world.db.read((tx) => tx.query(`SELECT type, data FROM outbox`));
    expect(events).toMatchObject([
      { type: 'property-service.complaint.registered.v1', data: { clientId: client, kind: 'attitude' } },
    ]);
    expect(JSON.stringify(events)).not.toContain('冷淡');
  });

  it('PS-2.08 an entry with an open complaint is not struck off; an answered one without is', async () => {
    const withComplaint = (await run(register, aComplaint)).entry;
    await run(settle('AnswerOwnerMatter'), { entryId: withComplaint.id, answer: '已致歉' });
    expect(await run(settle('StrikeOffOwnerMatter'), { entryId: withComplaint.id })).toMatchObject({
      code: 'NOT_SETTLED',
    });
    const repair = { ...aComplaint, category: 'REPAIR', complaintKind: null, aboutStaffId: null };
    const { entry } = await run(register, repair);
    expect(await run(settle('StrikeOffOwnerMatter'), { entryId: entry.id })).toMatchObject({ code: 'NOT_SETTLED' });
    expect(await run(settle('AnswerOwnerMatter'), { entryId: entry.id, answer: '明日上门' })).toMatchObject({
      entry: { answer: '明日上门', struckOffAt: null },
    });
    const struck = await run(settle('StrikeOffOwnerMatter'), { entryId: entry.id });
    expect(new Date(struck.entry.struckOffAt)).toEqual(now);
  });
});

describe('PS-1.02 an answer is written down once, and the acts are traced', () => {
  it('a second answer is refused; the trail names who registered and who answered, and verifies', async () => {
    const { entry } = await run(register, {
      ...aComplaint,
      category: 'REPAIR',
      complaintKind: null,
      aboutStaffId: null,
    });
    await run(settle('AnswerOwnerMatter'), { entryId: entry.id, answer: '明日上门' });
    expect(await run(settle('AnswerOwnerMatter'), { entryId: entry.id, answer: '改天' })).toMatchObject({
      code: 'ANSWERED_ALREADY',
    });
    const trail = await service.world.db.read((tx) =>
      tx.query('SELECT action, actor FROM audit_entry WHERE resource_id = $1 ORDER BY seq', [entry.id]),
    );
    expect(trail).toEqual([
      { action: 'ownerMatter.register', actor: `staff:${sun}` },
      { action: 'ownerMatter.answer', actor: `staff:${sun}` },
    ]);
    expect(await service.world.db.read((tx) => verifyAuditChain(tx))).toMatchObject({ intact: true });
  });
});

describe('what is refused leaves nothing behind', () => {
  it.each([
    ['an unknown client', { clientId: '019b8a00-0008-7000-8000-000000000009' }, 'CLIENT_UNKNOWN'],
    ['a client id that is none', { clientId: 'x' }, 'CLIENT_UNKNOWN'],
    ['a complaint without its kind', { complaintKind: null }, 'COMPLAINT_KIND_MISSING'],
  ])('%s', async (_, change, code) => {
    const count = () => service.world.db.read((tx) => tx.query('SELECT count(*)::int AS n FROM owner_log_entry'));
    const before = await count();
    expect(await run(register, { ...aComplaint, ...change })).toMatchObject({ code });
    expect(await count()).toEqual(before);
  });

  it('OR-1 without the grant it is forbidden', async () => {
    const input = { ...aComplaint, idempotencyKey: idempotencyKey() };
    const answer = await service.as(consultant, now).send(register, { input });
    expect(answer.errors[0]?.extensions?.code).toBe('FORBIDDEN');
  });
});

describe('what does not fit is said to be so', () => {
  it('a cursor that no page gave', async () => {
    const list =
      'query ($siteId: ID!, $after: String) { openOwnerMatters(siteId: $siteId, after: $after) { edges { cursor } } }';
    const after = Buffer.from('["x"]').toString('base64url');
    const { errors } = await service.as(director, now).send(list, { siteId: office, after });
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'after' });
  });

  it('PS-3.01 the person complained about in capitals, which is no id of ours', async () => {
    const { complaint } = (await run(register, aComplaint)).entry;
    const input = { idempotencyKey: idempotencyKey(), complaintId: complaint.id, handlerId: capitals };
    const { errors } = await service.as(director, now).send(assign, { input });
    expect(errors[0]?.extensions?.code).toBe('NOT_FOUND');
  });
});

describe('CR-2.01 the complaints of a client', () => {
  it('are shown to the office, and to nobody else', async () => {
    const reference = [{ __typename: 'Client', id: client }];
    const seen = async (by: typeof director) =>
      (await service.as(by, now).ask<{ _entities: { complaints: unknown[] }[] }>(ofClient, { reference }))._entities[0]
        ?.complaints;
    expect((await seen(director))?.length).toBeGreaterThan(0);
    expect(await seen(consultant)).toEqual([]);
  });
});
