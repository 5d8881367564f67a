import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { staffViewer } from '@shouwen/testing';
import { at, openRequestDesk, type Person, people, type RequestDesk, site } from './requestFixture.ts';

let desk: RequestDesk;
let clientId: string;
let other: string;
beforeAll(async () => {
  desk = await openRequestDesk();
  [clientId, other] = [await desk.client(), await desk.client()];
});
afterAll(() => desk?.service.stop());

const { clerk, li, zhao, manager, advisor } = people;
const purpose = '核对首付款';
let keys = 0;

const sent = async (by: Person, when: Date, mutation: string, input: object): Promise<unknown> => {
  keys += 1;
  const { data, errors } = await desk.send(by, when, mutation, {
    input: { idempotencyKey: `field-${keys}`, purpose, ...input },
  });
  return errors[0]?.extensions?.code ?? Object.values(data as object)[0];
};
const phone = (by: Person, when: Date, of = clientId) =>
  sent(
    by,
    when,
    `mutation ($input: UnmaskPhoneInput!) { unmaskPhone(input: $input) { ... on PhoneUnmasked { phone client { id } }
      ... on Refusal { code } } }`,
    { clientId: of },
  );
const field = (by: Person, when: Date, name: string, more: object = {}) =>
  sent(
    by,
    when,
    `mutation ($input: UnmaskFieldInput!) { unmaskField(input: $input) { ... on FieldUnmasked { values }
      ... on Refusal { code } } }`,
    { clientId, field: name, ...more },
  );
const lines = (decision: string) =>
  desk.rows(
    `SELECT actor, resource_id AS client, detail, ground, reason FROM audit_entry
     WHERE action = 'client.unmask' AND decision = $1 ORDER BY seq`,
    [decision],
  );

const nobody = '019b8a00-00ff-7000-8000-000000000001';

/** An approved request for the clerk, who reads no client; asked on the second, good until the end of the sixth. */
const granted = async (fields: string[], of = clientId): Promise<string> => {
  const form = { kind: 'VIEW', clientId: of, fields, readerId: clerk.staffId };
  const { id } = await desk.submitted(li, at('02'), form);
  expect(await phone(clerk, at('02'), of)).toBe('NOT_FOUND');
  expect(await desk.decide(manager, at('02'), id)).toMatchObject({ state: 'STAMPED' });
  expect(await phone(clerk, at('02'), of)).toBe('NOT_FOUND');
  expect(await desk.decide(advisor, at('03'), id)).toMatchObject({ state: 'ACTIVE' });
  return id;
};

describe('CR-4 a draft', () => {
  it('is not handed in by whoever may no longer ask, who is answered like whoever never might; but taken back', async () => {
    const form = { siteId: site, kind: 'VIEW', clientId, fields: ['email'], purpose, reason: '核对金额' };
    const drafted = await desk.act<{ request: { id: string } }>(li, at('02'), 'draftRequest', {
      ...{ ...form, untilOn: '2026-03-06' },
    });
    const asked = { requestId: drafted.request.id };
    const without = staffViewer(li.staffId, { [site]: ['client.readSite', 'archive.readSite'] });
    const never = staffViewer(people.siteAdvisor.staffId, { [site]: ['request.review'] });
    const answers = [
      await desk.act(without, at('02'), 'submitRequest', asked),
      await desk.act(never, at('02'), 'submitRequest', asked),
      await desk.act(never, at('02'), 'submitRequest', { requestId: nobody }),
    ];
    expect(answers[0]).toMatchObject({ error: 'FORBIDDEN' });
    expect(answers).toEqual([answers[0], answers[0], answers[0]]);
    expect(await desk.see(li, at('02'), asked.requestId)).toMatchObject({ state: 'DRAFT' });
    expect(await desk.act(without, at('02'), 'withdrawRequest', asked)).toMatchObject({
      request: { state: 'WITHDRAWN' },
    });
  });
});

describe('CR-2.03 CR-4.01 a field that an approved request covers', () => {
  it('is shown in full to its reader, traced with the grant, until the end of its last day', async () => {
    const id = await granted(['phone']);
    const shown = { phone: '13900000001', client: { id: clientId } };
    expect(await phone(clerk, at('03'))).toEqual(shown);
    const [{ grantId } = {}] = await desk.rows<{ grantId?: string }>(
      'SELECT id AS "grantId" FROM access_grant WHERE request_id = $1',
      [id],
    );
    expect(grantId).toBeDefined();
    const actor = expect.stringContaining(clerk.staffId);
    expect(await lines('allowed')).toEqual([
      { actor, client: clientId, detail: 'phone', ground: grantId, reason: purpose },
    ]);
    expect(await field(clerk, at('06', '23:59'), 'PHONE')).toEqual({ values: ['13900000001'] });
    expect(await field(clerk, at('03'), 'PHONE', { purpose: '看' })).toEqual({ code: 'PURPOSE_MISSING' });
    expect(await phone(clerk, at('07', '00:00'))).toBe('NOT_FOUND');
    expect(await field(clerk, at('07', '00:00'), 'PHONE')).toBe('NOT_FOUND');
  });

  it('opens no other field, no other client, and nothing to anybody else: each attempt stands in the trail', async () => {
    const before = [(await lines('allowed')).length, (await lines('refused')).length] as const;
    const unknown = await phone(clerk, at('03'), nobody);
    const attempts = [
      await field(clerk, at('03'), 'IDENTITY_NUMBER'),
      await field(clerk, at('03'), 'DOSSIER', { dossierKey: 'health' }),
      await phone(clerk, at('03'), other),
      await phone(zhao, at('03')),
      await phone(li, at('03')),
      await phone(people.wei, at('03')),
    ];
    expect([unknown, ...new Set(attempts)]).toEqual(['NOT_FOUND', 'NOT_FOUND']);
    expect(await desk.ask(clerk, at('03'), `{ client(id: "${clientId}") { name } }`)).toEqual({ client: null });
    expect([(await lines('allowed')).length, (await lines('refused')).length]).toEqual([before[0], before[1] + 7]);
  });

  it('ended, it is over at once; one of another field opens nothing', async () => {
    const id = await granted(['phone', 'email'], other);
    expect(await phone(clerk, at('04'), other)).toMatchObject({ phone: '13900000002' });
    const end = (reason: string) => desk.act(clerk, at('04'), 'endAccess', { requestId: id, reason });
    expect(await end('改打13800000001')).toMatchObject({ error: 'BAD_USER_INPUT' });
    expect(await end('无')).toMatchObject({ code: 'REASON_MISSING' });
    const kept = { state: 'ENDED', endReason: 'REVOKED', endedFor: '已核对完毕' };
    expect(await end(' 已核对完毕 ')).toMatchObject({ request: kept });
    expect(await desk.see(advisor, at('05'), id)).toMatchObject(kept);
    expect(await phone(clerk, at('04'), other)).toBe('NOT_FOUND');
    await granted(['email', 'dossier.health'], other);
    expect(await phone(clerk, at('04'), other)).toBe('NOT_FOUND');
  });
});
