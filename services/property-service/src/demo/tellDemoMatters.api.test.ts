import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { clientOpenedV1, siteOpenedV1 } from '@shouwen/contracts';
import { demoOpenedOn, demoOwnerMatters, demoShowcase, demoSites, demoStaffIn, demoStaffNamed } from '@shouwen/demo';
import { demoStage } from '@shouwen/subgraph';
import { staffViewer, type TestService, testService } from '@shouwen/testing';
import { propertyService } from '../service.ts';

const now = new Date('2026-11-22T09:00:00+08:00');
const office = demoSites.riversideOffice.id;
const director = staffViewer(demoStaffIn('office-director', office).id, { [office]: ['complaint.read'] });

let service: TestService;
const rows = <Row>(sql: string): Promise<Row[]> => service.world.db.read((tx) => tx.query(sql));
const counted = async () =>
  (
    await rows(`SELECT (SELECT count(*)::int FROM owner_log_entry) AS entries, (SELECT count(*)::int FROM complaint) AS complaints,
      (SELECT count(*)::int FROM complaint WHERE status = 'accepted') AS accepted,
      (SELECT count(*)::int FROM owner_log_entry WHERE struck_off_at IS NOT NULL) AS "struckOff",
      (SELECT count(*)::int FROM outbox) AS told, (SELECT count(*)::int FROM explanation) AS explained`)
  )[0];
const load = async () => {
  const { demo } = await propertyService.create(service.world);
  await demo?.(service.world, demoStage(service.world));
};

/** What other departments tell; the demo waits for it. */
const hearTheOthers = async () => {
  const { timeZone } = demoSites.riversideOffice;
  const opened = { openedOn: demoOpenedOn, effectiveFrom: `${demoOpenedOn}T00:00:00+08:00`, timeZone };
  const site = {
    ...opened,
    siteId: office,
    kind: 'property',
    salesPreset: null,
    servicePreset: 'property-office',
  } as const;
  await service.hear(siteOpenedV1, site, now);
  for (const { client, at } of demoOwnerMatters) {
    const known = { clientId: client.id, number: 'C000001', siteId: client.siteId, openedAt: at };
    await service.hear(clientOpenedV1, known, now);
  }
};

beforeAll(async () => {
  service = await testService(propertyService);
  const loaded = load();
  await hearTheOthers();
  await loaded;
});
afterAll(() => service?.stop());

describe('PS-2 the owner log of the demo company', () => {
  it('has what the buyers brought up, told to the others, each with its reason', async () => {
    expect(await counted()).toEqual({
      entries: 8,
      complaints: 5,
      accepted: 4,
      struckOff: 2,
      told: 5,
      explained: 8 + 4 + 4 + 2,
    });
  });

  it('changes nothing the second time, also when the keys of its commands are long forgotten', async () => {
    const before = await counted();
    await load();
    await service.world.db.transaction((tx) => tx.query('DELETE FROM idempotency'));
    await load();
    expect(await counted()).toEqual(before);
  });

  it('PS-3.01 shows the complaint of the showcase, with its handler, at the office', async () => {
    const query = `query ($reference: [_Any!]!) { _entities(representations: $reference) {
      ... on Client { complaints { kind status handler { id } registeredAt } } } }`;
    const reference = [{ __typename: 'Client', id: demoShowcase.client.id }];
    const { _entities } = await service
      .as(director, now)
      .ask<{ _entities: { complaints: { registeredAt: string }[] }[] }>(query, { reference });
    const [complaint] = _entities[0]?.complaints ?? [];
    const handler = { id: demoStaffNamed('谢志远').id };
    expect(complaint).toMatchObject({ kind: 'SERVICE_QUALITY', status: 'ACCEPTED', handler });
    expect(new Date(complaint?.registeredAt ?? '')).toEqual(new Date('2026-11-09T10:15:00+08:00'));
  });
});
