import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anonymous, verifyAuditChain } from '@shouwen/access';
import { demoCompany, demoConsultantsOf, demoPartners, demoSites, demoStaffNamed } from '@shouwen/demo';
import { staffViewer, type TestService, testService } from '@shouwen/testing';
import { organization } from '../service.ts';
import { loadDemoCompany } from './loadDemoCompany.ts';
import { registerDemoPartners } from './registerDemoPartners.ts';

const now = new Date('2026-03-02T09:00:00+08:00');
const riverside = demoSites.riverside.id;
const tangyu = staffViewer(demoStaffNamed('唐宇').id, {
  '*': ['site.manage', 'staff.manage', 'staff.read', 'role.read'],
});
const chenjing = staffViewer(demoStaffNamed('陈静').id, { [riverside]: ['site.read', 'staff.read'] });
const partner = { kind: 'partner', partnerId: 'p1', scopes: [], sites: '*' } as const;
// What is hashed here is never checked: no test of this file signs in.
const deps = { hashPassword: async () => 'no hash at all', clock: () => now };

let desk: TestService;
beforeAll(async () => {
  desk = await testService(organization);
  await loadDemoCompany(desk.world, deps);
});
afterAll(() => desk?.stop());

const rows = <Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> =>
  desk.world.db.read((tx) => tx.query(sql, parameters));
const counted = async () =>
  (
    await rows(`SELECT (SELECT count(*)::int FROM staff) AS staff, (SELECT count(*)::int FROM post) AS posts,
     (SELECT count(*)::int FROM site) AS sites, (SELECT count(*)::int FROM outbox) AS told,
     (SELECT count(*)::int FROM audit_entry) AS audited`)
  )[0];

describe('OR-1.01 the demo company', () => {
  const posts = demoCompany.staff.flatMap((staff) => staff.posts);

  it('has its sites, staff and posts, and told the other departments of all of them', async () => {
    expect(await counted()).toEqual({
      staff: demoCompany.staff.length,
      posts: posts.length,
      sites: 3,
      told: 3 + posts.length,
      audited: 3 + demoCompany.staff.length + posts.length,
    });
    const [opened] = await rows<{ data: object }>(`SELECT data FROM outbox WHERE aggregate_id = $1`, [riverside]);
    expect(opened?.data).toEqual({
      siteId: riverside,
      kind: 'sales',
      salesPreset: 'triple-confirmation',
      servicePreset: null,
      timeZone: 'Asia/Shanghai',
      openedOn: '2026-01-05',
      effectiveFrom: '2026-01-04T16:00:00.000Z',
    });
  });

  it('is loaded once, also when its idempotency keys are long forgotten', async () => {
    const before = await counted();
    await loadDemoCompany(desk.world, deps);
    await desk.world.db.transaction((tx) => tx.query('DELETE FROM idempotency'));
    await loadDemoCompany(desk.world, deps);
    expect(await counted()).toEqual(before);
  });

  it('OR-1.05 gives the systems of its brokers credentials, once', async () => {
    const { told } = (await counted()) as { told: number };
    const hash = async () => '$argon2id$no hash at all';
    await registerDemoPartners(desk.world, { passwords: { hash } });
    await desk.world.db.transaction((tx) => tx.query('DELETE FROM idempotency'));
    await registerDemoPartners(desk.world, { passwords: { hash } });
    const partners = await rows('SELECT partner_id AS id, name FROM partner ORDER BY 1');
    expect(partners).toEqual(demoPartners.map(({ id, name }) => ({ id, name })));
    expect(await counted()).toMatchObject({ told: told + demoPartners.length });
  });

  it('has the consultants of the diary in roster order', async () => {
    expect(demoConsultantsOf(riverside).map(({ name }) => name)).toEqual(['陈静', '刘洋', '王芳', '赵磊', '孙丽']);
    const roster = await rows<{ staff_id: string }>(
      'SELECT staff_id FROM post WHERE site_id = $1 AND roster_order IS NOT NULL ORDER BY roster_order',
      [riverside],
    );
    expect(roster.map(({ staff_id }) => staff_id)).toEqual(demoConsultantsOf(riverside).map(({ id }) => id));
    expect(demoStaffNamed('值班').name).toBe('何晓燕');
  });
});

describe('OR-1 who sees what', () => {
  const entity = `query ($of: [_Any!]!) { _entities(representations: $of) {
    ... on Staff { name posts { roleCode site { name { zh } } department { name { zh } } } } ... on Site { siteName: name { zh } } } }`;
  const staffOf = (name: string) => ({ __typename: 'Staff', id: demoStaffNamed(name).id });

  it('the name of a colleague is known to every member of staff; posts only where one may see them, and one’s own', async () => {
    const of = [
      staffOf('陈静'),
      staffOf('林雨'),
      staffOf('郑国栋'),
      { __typename: 'Site', id: demoSites.cloudLane.id },
    ];
    const { _entities: seen } = await desk.as(chenjing, now).ask<{ _entities: object[] }>(entity, { of });
    const salesAt = { site: { name: { zh: '滨江花园' } }, department: { name: { zh: '销售部' } } };
    expect(seen).toEqual([
      { name: '陈静', posts: [{ roleCode: 'consultant', ...salesAt }] },
      { name: '林雨', posts: [] },
      { name: '郑国栋', posts: [{ roleCode: 'sales-director', ...salesAt }] },
      { siteName: { zh: '云栖里' } },
    ]);
    const stranger = staffViewer(demoStaffNamed('林雨').id, {});
    const own = await desk.as(stranger, now).ask<{ _entities: object[] }>(entity, { of: [staffOf('林雨')] });
    expect(own._entities).toMatchObject([{ name: '林雨', posts: [{ roleCode: 'consultant' }] }]);
  });

  it('strangers learn nothing, and what does not exist looks the same', async () => {
    const of = [staffOf('陈静'), { __typename: 'Site', id: riverside }];
    expect(await desk.as(anonymous, now).ask(entity, { of })).toEqual({ _entities: [null, null] });
    expect(await desk.as(partner, now).ask(entity, { of })).toEqual({
      _entities: [null, { siteName: { zh: '滨江花园' } }],
    });
    const none = [
      { __typename: 'Staff', id: 'no id' },
      { __typename: 'Staff', id: riverside },
    ];
    expect(await desk.as(chenjing, now).ask(entity, { of: none })).toEqual({ _entities: [null, null] });
    for (const list of [
      '{ sites { edges { cursor } } }',
      '{ roles { code } }',
      `{ staff(siteId: "${riverside}") { edges { cursor } } }`,
    ]) {
      const { errors } = await desk.as(anonymous, now).send(list);
      expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    }
  });

  it('lists hold the sites of the viewer, and staff of sites that may be looked into, page by page', async () => {
    const sites = '{ sites { edges { node { name { zh } kind salesPreset } } } }';
    expect(await desk.as(chenjing, now).ask(sites)).toEqual({
      sites: { edges: [{ node: { name: { zh: '滨江花园' }, kind: 'SALES', salesPreset: 'TRIPLE_CONFIRMATION' } }] },
    });
    const list = `query ($siteId: ID!, $after: String) { staff(siteId: $siteId, first: 5, after: $after) {
      edges { node { name } } pageInfo { hasNextPage endCursor } } }`;
    type Page = {
      staff: { edges: { node: { name: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
    };
    const first = await desk.as(chenjing, now).ask<Page>(list, { siteId: riverside });
    const after = first.staff.pageInfo.endCursor;
    const second = await desk.as(chenjing, now).ask<Page>(list, { siteId: riverside, after });
    const names = [...first.staff.edges, ...second.staff.edges].map(({ node }) => node.name);
    expect([...names].sort()).toEqual(['陈静', '刘洋', '王芳', '赵磊', '孙丽', '周敏', '何晓燕', '郑国栋'].sort());
    expect([first.staff.pageInfo.hasNextPage, second.staff.pageInfo.hasNextPage]).toEqual([true, false]);
    for (const siteId of [demoSites.cloudLane.id, '019b8a00-0001-7000-8000-00000000ffff', 'no id']) {
      expect(await desk.as(chenjing, now).ask<Page>(list, { siteId })).toMatchObject({ staff: { edges: [] } });
    }
  });

  it('me tells who asks and what they may do where', async () => {
    const query = '{ me { staff { name } grants { site { name { zh } } permissions { code text { zh } } } } }';
    expect(await desk.as(anonymous, now).ask(query)).toEqual({ me: null });
    const permissions = [
      { code: 'site.read', text: { zh: '查看案场资料' } },
      { code: 'staff.read', text: { zh: '查看员工与任职' } },
    ];
    expect(await desk.as(chenjing, now).ask(query)).toEqual({
      me: { staff: { name: '陈静' }, grants: [{ site: { name: { zh: '滨江花园' } }, permissions }] },
    });
  });

  it('nobody manages without the permission for it', async () => {
    const input = {
      idempotencyKey: 'k',
      staffId: chenjing.staffId,
      siteId: riverside,
      role: 'sales-manager',
      from: '2026-03-02',
    };
    const assign = 'mutation ($input: AssignPostInput!) { assignPost(input: $input) { __typename } }';
    for (const [viewer, code] of [
      [chenjing, 'FORBIDDEN'],
      [anonymous, 'UNAUTHENTICATED'],
      [partner, 'FORBIDDEN'],
    ] as const) {
      const { errors } = await desk.as(viewer, now).send(assign, { input });
      expect(errors).toMatchObject([{ extensions: { code } }]);
    }
  });
});

describe('OR-1.01 a company that grows', () => {
  const outcome = '__typename ... on Refusal { code rule { id } }';
  const ask = (query: string, input: object) =>
    desk.as(tangyu, now).ask<Record<string, Record<string, never>>>(query, { input });
  const openSite = `mutation ($input: OpenSiteInput!) { openSite(input: $input) { ${outcome}
    ... on SiteOpened { site { id name { zh } timeZone } explanation { id applied { id } } } } }`;
  const hireStaff = `mutation ($input: HireStaffInput!) { hireStaff(input: $input) { ${outcome}
    ... on StaffHired { staff { id name posts { id } } explanation { outcome } } } }`;
  const assignPost = `mutation ($input: AssignPostInput!) { assignPost(input: $input) { ${outcome}
    ... on PostAssigned { post { id from to rosterOrder role { code } site { id } staff { id } } } } }`;
  const endPost = `mutation ($input: EndPostInput!) { endPost(input: $input) { ${outcome} ... on PostEnded { post { to } } } }`;

  it('opens a site, hires, assigns, ends; each with its reasons, its audit line and its event', async () => {
    const site = {
      idempotencyKey: 's',
      nameZh: '望江台',
      nameEn: 'River View',
      kind: 'SALES',
      salesPreset: 'ONE_MONTH',
    };
    const opened = await ask(openSite, { ...site, openedOn: '2026-03-01' });
    expect(opened).toMatchObject({
      openSite: {
        site: { name: { zh: '望江台' }, timeZone: 'Asia/Shanghai' },
        explanation: { applied: [{ id: 'OR-1.01' }] },
      },
    });
    const siteId = (opened.openSite as unknown as { site: { id: string } }).site.id;
    const person = { idempotencyKey: 'h', name: '方圆', signInName: 'fangyuan', password: 'long enough it is' };
    const hired = await ask(hireStaff, { ...person, hiredOn: '2026-03-01' });
    expect(hired).toMatchObject({
      hireStaff: { staff: { name: '方圆', posts: [] }, explanation: { outcome: 'STAFF_HIRED' } },
    });
    const staffId = (hired.hireStaff as unknown as { staff: { id: string } }).staff.id;
    const post = { idempotencyKey: 'p', staffId, siteId, role: 'consultant', rosterOrder: 1, from: '2026-03-02' };
    const assigned = await ask(assignPost, post);
    expect(assigned).toMatchObject({
      assignPost: {
        post: { from: '2026-03-02', to: null, rosterOrder: 1, site: { id: siteId }, staff: { id: staffId } },
      },
    });
    expect(await ask(assignPost, post)).toEqual(assigned);
    const postId = (assigned.assignPost as unknown as { post: { id: string } }).post.id;
    const ended = await ask(endPost, { idempotencyKey: 'e', postId, endedOn: '2026-03-31' });
    expect(ended).toEqual({ endPost: { __typename: 'PostEnded', post: { to: '2026-03-31' } } });
    const told = await rows<{ type: string }>(
      'SELECT type FROM outbox WHERE aggregate_id = ANY($1) ORDER BY position',
      [[siteId, postId]],
    );
    expect(told.map(({ type }) => type)).toEqual([
      'organization.site.opened.v1',
      'organization.post.assigned.v1',
      'organization.post.ended.v1',
    ]);
    const audited = await rows<{ action: string; actor: string }>(
      'SELECT action, actor FROM audit_entry ORDER BY seq DESC LIMIT 4',
    );
    expect(audited.map(({ action }) => action)).toEqual(['endPost', 'assignPost', 'hireStaff', 'openSite']);
    expect(new Set(audited.map(({ actor }) => actor))).toEqual(new Set([`staff:${tangyu.staffId}`]));
  });

  it('refuses with the rule, and nothing is left of it', async () => {
    const before = await counted();
    const taken = { idempotencyKey: 't', staffId: demoStaffNamed('林雨').id, siteId: riverside, role: 'consultant' };
    expect(await ask(assignPost, { ...taken, rosterOrder: 5, from: '2026-03-02' })).toEqual({
      assignPost: { __typename: 'Refusal', code: 'ROSTER_PLACE_TAKEN', rule: { id: 'SR-1.01' } },
    });
    const name = { idempotencyKey: 'n', name: '陈静', signInName: 'chenjing', password: 'long enough it is' };
    expect(await ask(hireStaff, { ...name, hiredOn: '2026-03-02' })).toMatchObject({
      hireStaff: { code: 'SIGN_IN_NAME_TAKEN' },
    });
    expect(await counted()).toEqual(before);
  });

  it('gives a place in the roster to one of two who are assigned at once', async () => {
    const assign = (name: string) =>
      ask(assignPost, {
        ...{
          idempotencyKey: `race-${demoStaffNamed(name).signInName}`,
          staffId: demoStaffNamed(name).id,
          siteId: riverside,
          role: 'consultant',
        },
        ...{ rosterOrder: 9, from: '2026-03-02' },
      });
    const answers = await Promise.all(['林雨', '徐浩', '马丽娜', '高翔'].map(assign));
    const outcomes = answers.map(
      ({ assignPost: answer }) => (answer as unknown as { code?: string }).code ?? 'assigned',
    );
    expect(outcomes.sort()).toEqual(['ROSTER_PLACE_TAKEN', 'ROSTER_PLACE_TAKEN', 'ROSTER_PLACE_TAKEN', 'assigned']);
  });

  it.each([
    ['a site', { siteId: '019b8a00-0001-7000-8000-00000000ffff' }, 'NOT_FOUND'],
    ['a person', { staffId: '019b8a00-0001-7000-8000-00000000ffff' }, 'NOT_FOUND'],
    ['a role', { role: 'emperor' }, 'NOT_FOUND'],
    ['an id', { siteId: "x' OR 1=1" }, 'BAD_USER_INPUT'],
  ])('does not know %s that does not exist', async (_, change, code) => {
    const input = {
      idempotencyKey: 'u',
      staffId: chenjing.staffId,
      siteId: riverside,
      role: 'duty-person',
      from: '2026-03-02',
    };
    const { errors } = await desk.as(tangyu, now).send(assignPost, { input: { ...input, ...change } });
    expect(errors).toMatchObject([{ extensions: { code } }]);
  });

  it('keeps one unbroken audit trail', async () => {
    expect(await desk.world.db.read((tx) => verifyAuditChain(tx))).toMatchObject({ intact: true });
  });
});
