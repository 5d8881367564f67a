import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { claimOpenedV1 } from '@shouwen/contracts';
import { staffViewer, type TestService, testService } from '@shouwen/testing';
import { clientRecords } from '../service.ts';
import { consentStateAt, hasConsent } from './index.ts';

const site = '019b8a00-0001-7000-8000-000000000061';
const otherSite = '019b8a00-0001-7000-8000-000000000062';
const staffId = (number: number) => `019b8a00-0002-7000-8000-00000000006${number}`;
const desk = staffViewer(staffId(7), { [site]: ['client.identify', 'client.readSite', 'consent.record'] });
const li = staffViewer(staffId(1), { [site]: ['client.readOwn', 'consent.record'] });
const zhao = staffViewer(staffId(2), { [site]: ['client.readOwn', 'consent.record'] });
const elsewhere = staffViewer(staffId(3), { [otherSite]: ['client.readSite', 'consent.record'] });
const onMay = (day: number, time = '10:00:00') => new Date(`2026-05-${String(day).padStart(2, '0')}T${time}+08:00`);

const record = `mutation ($input: RecordConsentInput!) { recordConsent(input: $input) { __typename
  ... on ConsentRecorded { consents { purpose state since } } ... on Refusal { code rule { id } } } }`;
const history = `query ($id: ID!) { consentHistory(clientId: $id) { edges { node {
  purpose given how evidence recordedBy explanation { outcome applied { id } } } } } }`;

let service: TestService;
let clientId = '';
let keys = 0;
const input = (changes: object = {}) => {
  keys += 1;
  const told = { siteId: site, clientId, purpose: 'CARE', given: true, how: 'WRITTEN', evidence: '登记表 0412' };
  return { idempotencyKey: `k${keys}`, ...told, ...changes };
};
const say = async (changes: object = {}, at = onMay(4), by = desk) =>
  (await service.as(by, at).ask<{ recordConsent: Record<string, unknown> }>(record, { input: input(changes) }))
    .recordConsent;
const errorOf = async (by: typeof desk, query: string, variables: Record<string, unknown>) =>
  (await service.as(by, onMay(5)).send(query, variables)).errors[0]?.extensions?.code;

beforeAll(async () => {
  service = await testService(clientRecords);
  const asked = { idempotencyKey: 'i', siteId: site, name: '许丽', phone: '13805521753' };
  const identify = `mutation ($input: IdentifyClientInput!) { identifyClient(input: $input) { ... on ClientIdentified {
    client { id } } } }`;
  const answer = await service
    .as(desk, onMay(3))
    .ask<{ identifyClient: { client: { id: string } } }>(identify, { input: asked });
  clientId = answer.identifyClient.client.id;
  const window = { openedOn: '2026-05-03', validThrough: '2026-06-02', freshThrough: null };
  const claim = { claimId: service.world.newId(), clientId, siteId: site, consultantId: staffId(1), rules: [] };
  await service.hear(claimOpenedV1, { ...claim, ...window }, onMay(3));
});
afterAll(() => service.stop());

describe('what a client agrees to', () => {
  const at = (moment: Date) => service.world.db.read((tx) => hasConsent(tx, clientId, 'care', moment));
  const stateAt = (moment: Date) =>
    service.world.db.read((tx) => consentStateAt(tx, clientId, { purpose: 'care', at: moment }));

  it('no consent is a no', async () => {
    expect(await at(onMay(4))).toBe(false);
    expect(await stateAt(onMay(4))).toBe('none');
  });

  it('holds from the moment it was said, and a withdrawal at once', async () => {
    expect(await say()).toMatchObject({
      consents: [
        { purpose: 'MARKETING', state: 'NONE', since: null },
        { purpose: 'CARE', state: 'GIVEN', since: onMay(4).toISOString() },
        { purpose: 'SURVEY', state: 'NONE', since: null },
      ],
    });
    expect(await say()).toMatchObject({ code: 'CONSENT_UNCHANGED', rule: { id: 'CR-2.06' } });
    expect(await say({ given: false, evidence: null }, onMay(6))).toMatchObject({ __typename: 'ConsentRecorded' });
    expect([await at(onMay(4, '09:59:59')), await at(onMay(4))]).toEqual([false, true]);
    expect([await at(onMay(6, '09:59:59')), await at(onMay(6))]).toEqual([true, false]);
    expect(await stateAt(onMay(6))).toBe('withdrawn');
  });

  it('tells the others in the transaction of the change: ids, purpose, time, nothing more', async () => {
    const told = await service.world.db.read((tx) =>
      tx.query(`SELECT data FROM outbox WHERE type = 'client-records.consent.changed.v1' ORDER BY aggregate_version`),
    );
    expect(told).toEqual([
      { data: { clientId, purpose: 'care', given: true, at: onMay(4).toISOString() } },
      { data: { clientId, purpose: 'care', given: false, at: onMay(6).toISOString() } },
    ]);
  });

  it('keeps who, when, how, and the evidence sealed', async () => {
    const { consentHistory } = await service
      .as(li, onMay(7))
      .ask<{ consentHistory: { edges: { node: object }[] } }>(history, { id: clientId });
    expect(consentHistory.edges.map(({ node }) => node)).toMatchObject([
      { given: false, evidence: null, explanation: { outcome: 'CONSENT_WITHDRAWN', applied: [{ id: 'CR-2.06' }] } },
      { given: true, how: 'WRITTEN', evidence: '登记表 0412', recordedBy: `staff:${staffId(7)}` },
    ]);
    const plain = await service.world.db.read((tx) =>
      tx.query(`SELECT count(*)::int AS n FROM client_consent c WHERE c::text LIKE '%0412%'`),
    );
    expect(plain).toEqual([{ n: 0 }]);
    await expect(
      service.world.db.transaction((tx) => tx.query('UPDATE client_consent SET given = true')),
    ).rejects.toThrow();
  });

  it.each([
    ['a colleague', zhao, 'NOT_FOUND'],
    ['somebody of another site', elsewhere, 'FORBIDDEN'],
  ])('%s records nothing and reads nothing', async (_, by, code) => {
    expect(await errorOf(by, record, { input: input() })).toBe(code);
    expect(await errorOf(by, history, { id: clientId })).toBe('NOT_FOUND');
    expect(await errorOf(by, history, { id: service.world.newId() })).toBe('NOT_FOUND');
  });

  it('the consultant whose client it is records; what is of no client is of none', async () => {
    expect(await say({ purpose: 'SURVEY' }, onMay(8), li)).toMatchObject({ __typename: 'ConsentRecorded' });
    expect(await errorOf(li, record, { input: input({ clientId: service.world.newId() }) })).toBe('NOT_FOUND');
    expect(await errorOf(li, record, { input: input({ clientId: 'x' }) })).toBe('BAD_USER_INPUT');
  });
});
