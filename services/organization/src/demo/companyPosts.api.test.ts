import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemViewer } from '@shouwen/access';
import { companyPostAssignedV1, companyPostEndedV1, parseData } from '@shouwen/contracts';
import { demoCompany, demoStaffNamed } from '@shouwen/demo';
import { type TestService, testService } from '@shouwen/testing';
import { organization } from '../service.ts';
import { endPost, staffMigrations } from '../staff/index.ts';
import { loadDemoCompany } from './loadDemoCompany.ts';

const now = new Date('2026-03-02T09:00:00+08:00');
const deps = { hashPassword: async () => 'no hash at all', clock: () => now };

let desk: TestService;
beforeAll(async () => {
  desk = await testService(organization);
  await loadDemoCompany(desk.world, deps);
});
afterAll(() => desk?.stop());

const told = (): Promise<{ type: string; data: object }[]> =>
  desk.world.db.read((tx) =>
    tx.query(
      `SELECT type, data FROM outbox WHERE aggregate_type = 'company-post' ORDER BY aggregate_id, aggregate_version`,
    ),
  );

describe('OR-1.01 posts for the whole company are told, with the department', () => {
  const caoying = demoStaffNamed('曹颖');
  const postId = caoying.posts[0]?.id ?? '';

  it('when they are assigned', async () => {
    const ofCompany = demoCompany.staff.flatMap(({ posts }) => posts).filter(({ siteId }) => siteId === null);
    const data = (await told()).map((one) => one.data);
    expect(data).toHaveLength(ofCompany.length);
    expect(data).toContainEqual({
      ...{ postId, staffId: caoying.id, role: 'finance-clerk', department: 'finance' },
      ...{ from: '2026-01-05', to: null },
    });
  });

  it('also those of an installation from before they were told', async () => {
    const before = await told();
    const upgrade = staffMigrations.find(({ name }) => name.endsWith('company_posts_told'));
    await desk.world.db.transaction(async (tx) => {
      for (const table of ['outbox', 'outbox_aggregate'])
        await tx.query(`DELETE FROM ${table} WHERE aggregate_type = 'company-post'`);
      await upgrade?.up(tx);
    });
    expect(await told()).toEqual(before);
    for (const { data } of before) expect(() => parseData(companyPostAssignedV1, data)).not.toThrow();
  });

  it('when they end', async () => {
    const act = { ...desk.world, viewer: systemViewer('test'), now, requestId: 'r' };
    const ended = await endPost(deps)(act, { idempotencyKey: 'e', postId, endedOn: '2026-03-31' });
    expect(ended.outcome).toBe('accepted');
    const last = (await told()).find(({ type }) => type === companyPostEndedV1.type);
    expect(last?.data).toEqual({ postId, staffId: caoying.id, role: 'finance-clerk', endedOn: '2026-03-31' });
  });
});
