import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAuditChain } from '@shouwen/access';
import { demoSites, demoStaffNamed } from '@shouwen/demo';
import { staffViewer } from '@shouwen/testing';
import { openSignInDesk, type SignInDesk } from './signInFixture.ts';

let desk: SignInDesk;
beforeAll(async () => {
  desk = await openSignInDesk();
});
afterAll(() => desk?.stop());

describe('OR-1 leaving', () => {
  const administrator = staffViewer(demoStaffNamed('唐宇').id, { '*': ['staff.manage', 'staff.read'] });
  const leaving = `mutation ($input: RecordLeavingInput!) {
    recordLeaving(input: $input) { __typename ... on StaffLeft { staff { leftOn posts { to } } } ... on Refusal { code } } }`;
  const leave = (staffId: string, leftOn: string, idempotencyKey: string) =>
    desk.as(administrator).ask(leaving, { input: { idempotencyKey, staffId, leftOn } });

  it('ends posts and sessions at once, and nobody signs in or refreshes under the name again', async () => {
    const answer = await desk.signIn('hexiaoyan');
    expect(await leave(answer.staffId, '2026-03-02', 'leave-1')).toMatchObject({
      recordLeaving: { staff: { leftOn: '2026-03-02', posts: [{ to: '2026-03-02' }] } },
    });
    expect(await desk.endedSessions(answer.staffId)).toMatchObject([{ sessionId: answer.sessionId, reason: 'left' }]);
    expect(await desk.refresh(answer.refreshToken)).toMatchObject({ code: 'SESSION_ENDED' });
    expect(await desk.signIn('hexiaoyan')).toMatchObject({ code: 'SIGN_IN_FAILED' });
    const told = await desk.rows<{ data: object }>(
      `SELECT data FROM outbox WHERE type = 'organization.post.ended.v1' AND data->>'staffId' = $1`,
      [answer.staffId],
    );
    expect(told).toMatchObject([
      { data: { role: 'duty-person', endedOn: '2026-03-02', siteId: demoSites.riverside.id } },
    ]);
  });

  it('also ends a sign-in that was waiting for new permissions', async () => {
    const answer = await desk.signIn('xujianguo');
    const post = `mutation ($input: AssignPostInput!) { assignPost(input: $input) { __typename } }`;
    const input = { staffId: answer.staffId, siteId: demoSites.riversideOffice.id, role: 'head-of-repairs' };
    await desk.as(administrator).ask(post, { input: { ...input, from: '2026-03-02', idempotencyKey: 'post-1' } });
    await leave(answer.staffId, '2026-03-02', 'leave-2');
    expect(await desk.refresh(answer.refreshToken)).toMatchObject({ code: 'SESSION_ENDED' });
  });

  it('is not recorded ahead', async () => {
    const { id } = demoStaffNamed('彭伟');
    expect(await leave(id, '2026-03-03', 'leave-3')).toMatchObject({ recordLeaving: { code: 'LEAVING_AHEAD' } });
    expect(await desk.signIn('pengwei')).toMatchObject({ __typename: 'SignedIn' });
  });
});

describe('OR-1 a change of what somebody may do', () => {
  const administrator = staffViewer(demoStaffNamed('唐宇').id, { '*': ['staff.manage', 'role.manage', 'role.read'] });

  it('of a post ends the tokens; the sign-in goes on with the new permissions in a new session', async () => {
    const before = await desk.signIn('jianglin');
    const post = `mutation ($input: AssignPostInput!) { assignPost(input: $input) { __typename } }`;
    const input = {
      staffId: before.staffId,
      siteId: demoSites.riverside.id,
      role: 'sales-secretary',
      from: '2026-03-02',
    };
    await desk.as(administrator).ask(post, { input: { ...input, idempotencyKey: 'secretary' } });
    expect(await desk.endedSessions(before.staffId)).toMatchObject([
      { sessionId: before.sessionId, reason: 'grants-changed' },
    ]);
    const after = await desk.refresh(before.refreshToken);
    expect(after.sessionId).not.toBe(before.sessionId);
    const { grants } = await desk.viewerOf(after);
    expect(grants[demoSites.riverside.id]).toContain('deal.record');
  });

  it('of a role does so for everybody who holds it, and for nobody else', async () => {
    const [clerk, auditor] = [await desk.signIn('caoying'), await desk.signIn('hanbing')];
    const change = `mutation ($input: ChangeRolePermissionsInput!) {
      changeRolePermissions(input: $input) { __typename ... on RolePermissionsChanged { role { permissions { code } } } } }`;
    const input = { role: 'finance-clerk', permissions: ['ledger.read'], idempotencyKey: 'clerk' };
    expect(await desk.as(administrator).ask(change, { input })).toMatchObject({
      changeRolePermissions: { role: { permissions: [{ code: 'ledger.read' }] } },
    });
    expect(await desk.endedSessions(clerk.staffId)).toHaveLength(1);
    expect(await desk.endedSessions(auditor.staffId)).toHaveLength(0);
    expect((await desk.viewerOf(await desk.refresh(clerk.refreshToken))).grants).toEqual({ '*': ['ledger.read'] });
  });
});

describe('the audit trail of all this', () => {
  it('is unbroken', async () => {
    expect(await desk.service.world.db.read((tx) => verifyAuditChain(tx))).toMatchObject({ intact: true });
  });
});
