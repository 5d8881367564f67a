import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAuditChain } from '@shouwen/access';
import { companyPostAssignedV1, postAssignedV1 } from '@shouwen/contracts';
import { demoClients, demoFirstContacts, demoShowcase, demoSites, demoStaff, demoStaffIn } from '@shouwen/demo';
import { demoStage } from '@shouwen/subgraph';
import { staffViewer, type TestService, testService } from '@shouwen/testing';
import { departmentOfRole } from '../colleagues/index.ts';
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
/** What organization tells of the demo company. */
const hearOfPosts = async (heard: TestService): Promise<void> => {
  for (const { id: staffId, posts } of demoStaff)
    for (const { id: postId, siteId: at, role, rosterOrder } of posts) {
      const post = { postId, staffId, role, from: '2026-01-05', to: null };
      const department = departmentOfRole(role);
      if (at === null) await heard.hear(companyPostAssignedV1, { ...post, department }, now);
      else await heard.hear(postAssignedV1, { ...post, siteId: at, rosterOrder }, now);
    }
};
const rows = <Row>(sql: string): Promise<Row[]> => service.world.db.read((tx) => tx.query(sql));
const counted = async () =>
  (
    await rows<Record<string, number>>(`SELECT (SELECT count(*)::int FROM client) AS clients,
      (SELECT count(*)::int FROM client_site) AS known,
      (SELECT count(*)::int FROM outbox WHERE type LIKE '%client.opened.v1') AS told,
      (SELECT count(*)::int FROM audit_entry WHERE action = 'client.identify') AS audited`)
  )[0];

/** What the archive of the demo company holds. */
const kept = async (of: TestService = service) =>
  (
    await of.world.db.read(
      (tx): Promise<object[]> =>
        tx.query(`SELECT (SELECT count(*)::int FROM archive) AS archives,
      (SELECT count(*)::int FROM archive WHERE approved_at IS NOT NULL) AS approved,
      (SELECT json_object_agg(level, files) FROM (SELECT level, count(*) AS files FROM archive_file GROUP BY level) l) AS files,
      (SELECT count(*)::int FROM dossier_value) AS told, (SELECT count(*)::int FROM client_consent) AS consents,
      (SELECT json_agg(kind || ' ' || state ORDER BY number) FROM access_request) AS requests,
      (SELECT count(*)::int FROM loan WHERE due_on = '2026-11-21') AS lent,
      (SELECT json_agg(state) FROM leak_case) AS leaks`),
    )
  )[0];

beforeAll(async () => {
  service = await testService(clientRecords);
  await hearOfPosts(service);
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
    const chain = { intact: true, wentBackAt: null };
    expect(await service.world.db.read((tx) => verifyAuditChain(tx))).toMatchObject(chain);
  });

  it('are opened once: a second time changes nothing, and what was interrupted is finished', async () => {
    const before = [await counted(), await kept()];
    await service.world.db.transaction((tx) => tx.query('DELETE FROM idempotency'));
    await load();
    expect([await counted(), await kept()]).toEqual(before);
    const fresh = await testService(clientRecords);
    try {
      await hearOfPosts(fresh);
      const { demo } = await clientRecords.create(fresh.world);
      const stage = demoStage(fresh.world);
      for (const acts of [20, 200]) {
        let left = acts;
        const interrupted = demo?.(fresh.world, {
          ...stage,
          as: (...request) => {
            left -= 1;
            if (left < 0) throw new Error('killed');
            return stage.as(...request);
          },
        });
        await expect(interrupted).rejects.toThrow('killed');
      }
      await demo?.(fresh.world, stage);
      expect(await kept(fresh)).toEqual(before[1]);
      const [count] = await fresh.world.db.read((tx) => tx.query('SELECT count(*)::int AS clients FROM client'));
      expect(count).toEqual({ clients: 200 });
    } finally {
      await fresh.stop();
    }
  });

  it('have an archive: papers of each level, a loan, a request that waits, a leak that is closed', async () => {
    expect(await kept()).toEqual({
      ...{ archives: 4, approved: 3, told: 8, consents: 4, lent: 1, leaks: ['closed'] },
      files: { ordinary: 5, internal: 4, confidential: 1, 'top-secret': 1 },
      requests: ['borrow active', 'view stamped'],
    });
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
