import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAuditChain } from '@shouwen/access';
import { demoClients, demoFirstContacts, demoShowcase, demoSites, demoStaffIn } from '@shouwen/demo';
import { demoStage } from '@shouwen/subgraph';
import { staffViewer, type TestService, testService } from '@shouwen/testing';
import { clientRecords } from '../service.ts';

const now = new Date('2026-11-22T09:00:00+08:00');
const office = demoSites.riversideOffice.id;
const { client, siteId } = demoShowcase;
const receptionist = staffViewer(demoStaffIn('receptionist', office).id, { [office]: ['client.readSite'] });
const manager = staffViewer(demoStaffIn('sales-manager', siteId).id, { [siteId]: ['client.readSite'] });
const elsewhere = staffViewer(demoStaffIn('sales-manager', demoSites.cloudLane.id).id, {
  [demoSites.cloudLane.id]: ['client.readSite'],
});

let service: TestService;
const load = async () => {
  const { demo } = await clientRecords.create(service.world);
  await demo?.(service.world, demoStage(service.world));
};
const rows = <Row>(sql: string): Promise<Row[]> => service.world.db.read((tx) => tx.query(sql));
const counted = async () =>
  (
    await rows<Record<string, number>>(`SELECT (SELECT count(*)::int FROM client) AS clients,
      (SELECT count(*)::int FROM client_site) AS known, (SELECT count(*)::int FROM outbox) AS told,
      (SELECT count(*)::int FROM audit_entry) AS audited`)
  )[0];

beforeAll(async () => {
  service = await testService(clientRecords);
  await load();
});
afterAll(() => service?.stop());

describe('CR-1 the clients of the demo company', () => {
  it('are two hundred, numbered in the order of their first contacts, each with the id that the history speaks of', async () => {
    expect(await counted()).toEqual({ clients: 200, known: 206, told: 200, audited: 206 });
    const opened = await rows<{ id: string; number: string; openedAt: Date }>(
      'SELECT id, number, opened_at AS "openedAt" FROM client ORDER BY number',
    );
    expect(opened.map(({ id }) => id)).toEqual(demoClients.map(({ id }) => id));
    expect(opened.map(({ openedAt }) => openedAt)).toEqual(demoFirstContacts.map(({ at }) => new Date(at)));
    expect(opened[0]?.number).toBe('C000001');
  });

  it('were identified by the people of the desks, at the time of the contact, in an unbroken trail', async () => {
    const [first] = await rows('SELECT actor, at, decision FROM audit_entry ORDER BY seq LIMIT 1');
    const dutyPerson = demoStaffIn('duty-person', siteId).id;
    expect(first).toMatchObject({ actor: `staff:${dutyPerson}`, at: new Date(demoFirstContacts[0]?.at ?? '') });
    expect(await service.world.db.read((tx) => verifyAuditChain(tx))).toMatchObject({ intact: true });
  });

  it('are opened once: a second time changes nothing, and what was interrupted is finished', async () => {
    const before = await counted();
    await service.world.db.transaction((tx) => tx.query('DELETE FROM idempotency'));
    await load();
    expect(await counted()).toEqual(before);
    const fresh = await testService(clientRecords);
    try {
      const { demo } = await clientRecords.create(fresh.world);
      const stage = demoStage(fresh.world);
      let left = 20;
      const interrupted = demo?.(fresh.world, {
        ...stage,
        as: (...request) => {
          left -= 1;
          if (left < 0) throw new Error('killed');
          return stage.as(...request);
        },
      });
      await expect(interrupted).rejects.toThrow('killed');
      await demo?.(fresh.world, stage);
      const [count] = await fresh.world.db.read((tx) => tx.query('SELECT count(*)::int AS clients FROM client'));
      expect(count).toEqual({ clients: 200 });
    } finally {
      await fresh.stop();
    }
  });

  it('CR-2.01 the showcase is known at its site and at the property office, and nowhere else', async () => {
    const query = 'query ($id: ID!) { client(id: $id) { name phone { masked } readBy } }';
    const seenBy = async (viewer: typeof manager) =>
      (await service.as(viewer, now).ask<{ client: unknown }>(query, { id: client.id })).client;
    const seen = { name: client.name, phone: { masked: '199****0013' }, readBy: 'site-role' };
    expect(await seenBy(manager)).toEqual(seen);
    expect(await seenBy(receptionist)).toEqual(seen);
    expect(await seenBy(elsewhere)).toBeNull();
  });
});
