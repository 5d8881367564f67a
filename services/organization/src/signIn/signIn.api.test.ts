import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hash } from '@node-rs/argon2';
import { anonymous, type StaffViewer, verifyAuditChain } from '@shouwen/access';
import { demoPassword, demoSites, demoStaffNamed } from '@shouwen/demo';
import { staffViewer, type TestService, testService } from '@shouwen/testing';
import { createLocalJWKSet, jwtVerify } from 'jose';
import request from 'supertest';
import { loadDemoCompany } from '../demo/loadDemoCompany.ts';
import { organization } from '../service.ts';
import { createPasswords } from './passwords.ts';

const now = new Date('2026-03-02T09:00:00+08:00');
const zhoumin = demoStaffNamed('周敏');

let desk: TestService;
beforeAll(async () => {
  desk = await testService(organization);
  const passwords = await createPasswords('nobody');
  await loadDemoCompany(desk.world, { hashPassword: passwords.hash, clock: () => new Date() });
});
afterAll(() => desk?.stop());

type Answer = {
  __typename: string;
  code: string;
  retryable: boolean;
  accessToken: string;
  refreshToken: string;
  accessTokenExpiresAt: string;
  sessionId: string;
  staffId: string;
};
const fields = `__typename
  ... on SignedIn { accessToken accessTokenExpiresAt refreshToken refreshTokenExpiresAt staffId sessionId }
  ... on Refusal { code retryable message { zh en } rule { id } explanation { facts { name } } }`;

const signIn = async (signInName: string, password = demoPassword): Promise<Answer> => {
  const query = `mutation ($input: SignInInput!) { signIn(input: $input) { ${fields} } }`;
  const { signIn: answer } = await desk.as(anonymous, now).ask<{ signIn: Answer }>(query, {
    input: { signInName, password },
  });
  return answer;
};

const refresh = async (refreshToken: string): Promise<Answer> => {
  const query = `mutation ($input: RefreshSessionInput!) { refreshSession(input: $input) { ${fields} } }`;
  const data = await desk.as(anonymous, now).ask<{ refreshSession: Answer }>(query, { input: { refreshToken } });
  return data.refreshSession;
};

/** Reads an access token the way the gateway does: against the published keys. */
const claimsOf = async (token: string) => {
  const { body } = await request(desk.running.server).get('/.well-known/jwks.json').expect(200);
  const expected = { algorithms: ['ES256'], issuer: 'shouwen/organization', audience: 'shouwen', typ: 'at+jwt' };
  return (await jwtVerify(token, createLocalJWKSet(body), { ...expected, maxTokenAge: '10m' })).payload;
};

const viewerOf = async ({ accessToken }: Answer): Promise<StaffViewer> => {
  const { sub, sid, grants } = await claimsOf(accessToken);
  return { kind: 'staff', staffId: sub as string, sessionId: sid as string, grants: grants as StaffViewer['grants'] };
};

const rows = <Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> =>
  desk.world.db.read((tx) => tx.query(sql, parameters));

const endedSessions = async (staffId: string) =>
  (
    await rows<{ data: { reason: string; sessionId: string } }>(
      `SELECT data FROM outbox WHERE type = 'organization.session.ended.v1' AND data->>'staffId' = $1 ORDER BY position`,
      [staffId],
    )
  ).map(({ data }) => data);

const refusedAudits = async (action: string) =>
  rows<{ resource_id: string; reason: string }>(
    `SELECT resource_id, reason FROM audit_entry WHERE action = $1 AND decision = 'refused' ORDER BY seq`,
    [action],
  );

describe('OR-1.05 signing in', () => {
  it('gives a token of ten minutes that says who, in which session, and what may be done where', async () => {
    const answer = await signIn('zhoumin');
    const claims = await claimsOf(answer.accessToken);
    expect(claims).toMatchObject({ sub: zhoumin.id, sid: answer.sessionId, jti: expect.any(String) });
    const grants = claims.grants as Record<string, string[]>;
    expect(Object.keys(grants)).toEqual([demoSites.riverside.id]);
    expect(grants[demoSites.riverside.id]).toEqual(
      expect.arrayContaining(['rotation.correct', 'registration.confirm']),
    );
    expect((claims.exp as number) - (claims.iat as number)).toBe(600);
    // Real time, although the request was rehearsed in March.
    expect(Math.abs((claims.iat as number) * 1000 - Date.now())).toBeLessThan(60_000);
  });

  it('takes the sign-in name in capitals and with spaces around it', async () => {
    expect(await signIn('  ChenJing ')).toMatchObject({ __typename: 'SignedIn', staffId: demoStaffNamed('陈静').id });
  });

  it('answers a wrong password and an unknown name alike, and remembers both', async () => {
    const wrong = await signIn('liuyang', 'not the password');
    const unknown = await signIn('nobody', 'not the password');
    expect(wrong).toMatchObject({ code: 'SIGN_IN_FAILED', retryable: false, rule: { id: 'OR-1.05' } });
    expect(unknown).toEqual(wrong);
    expect(await refusedAudits('signIn')).toEqual([
      { resource_id: demoStaffNamed('刘洋').id, reason: 'SIGN_IN_FAILED' },
      { resource_id: 'unknown', reason: 'SIGN_IN_FAILED' },
    ]);
  });

  it('stores neither password nor token as they are', async () => {
    const { refreshToken } = await signIn('wangfang');
    const dump = JSON.stringify([
      await rows('SELECT * FROM staff'),
      await rows(`SELECT encode(token_hash, 'escape') FROM refresh_token`),
      await rows('SELECT * FROM idempotency'),
      await rows('SELECT * FROM audit_entry'),
    ]);
    expect(dump).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
    expect(dump).not.toContain(demoPassword);
    expect(dump).not.toContain(refreshToken);
  });

  it('makes guessing wait after five attempts, also for the right password, without touching others', async () => {
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      expect(await signIn('zhaolei', `guess number ${attempt}`)).toMatchObject({ code: 'SIGN_IN_FAILED' });
    }
    expect(await signIn('zhaolei')).toMatchObject({ code: 'TOO_MANY_ATTEMPTS', retryable: true });
    expect(await signIn('sunli')).toMatchObject({ __typename: 'SignedIn' });
  });

  it('begins to count anew after a success: four wrong, one right, four wrong, one right', async () => {
    for (const round of [1, 2]) {
      for (let attempt = 1; attempt <= 4; attempt += 1) await signIn('linyu', `guess ${round} ${attempt}`);
      expect(await signIn('linyu')).toMatchObject({ __typename: 'SignedIn' });
    }
  });

  it('replaces a hash that was made too cheaply, once the password is known', async () => {
    const cheap = await hash(demoPassword, { algorithm: 2, memoryCost: 8_192, timeCost: 1, parallelism: 1 });
    const { id } = demoStaffNamed('谢志远');
    await desk.world.db.transaction((tx) => tx.query('UPDATE staff SET password_hash = $2 WHERE id = $1', [id, cheap]));
    await signIn('xiezhiyuan', 'a wrong password');
    expect(await rows('SELECT password_hash FROM staff WHERE id = $1', [id])).toEqual([{ password_hash: cheap }]);
    expect(await signIn('xiezhiyuan')).toMatchObject({ __typename: 'SignedIn' });
    const [now] = await rows<{ password_hash: string }>('SELECT password_hash FROM staff WHERE id = $1', [id]);
    expect(now?.password_hash).toContain('m=19456,t=2,p=1');
    expect(await signIn('xiezhiyuan')).toMatchObject({ __typename: 'SignedIn' });
  });

  it('hashes nothing longer than a password can be', async () => {
    expect(await signIn('luojia', 'x'.repeat(5_000))).toMatchObject({ code: 'SIGN_IN_FAILED' });
  });

  it('publishes public keys only', async () => {
    const { body } = await request(desk.running.server).get('/.well-known/jwks.json').expect(200);
    expect(body.keys).toHaveLength(1);
    expect(Object.keys(body.keys[0]).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
  });
});

describe('S39 refresh tokens', () => {
  it('work once and give a new pair of the same session', async () => {
    const first = await signIn('xuhao');
    const second = await refresh(first.refreshToken);
    expect(second).toMatchObject({ __typename: 'SignedIn', sessionId: first.sessionId });
    expect(second.refreshToken).not.toBe(first.refreshToken);
    expect(await refresh(second.refreshToken)).toMatchObject({ __typename: 'SignedIn' });
  });

  it('used twice end the whole sign-in, tell the gateway and the auditor', async () => {
    const stolen = await signIn('malina');
    const kept = await refresh(stolen.refreshToken);
    const other = await signIn('malina');
    expect(await refresh(stolen.refreshToken)).toMatchObject({ code: 'SESSION_ENDED' });
    expect(await refresh(kept.refreshToken)).toMatchObject({ code: 'SESSION_ENDED' });
    expect(await endedSessions(kept.staffId)).toMatchObject([{ sessionId: kept.sessionId, reason: 'token-reused' }]);
    expect(await refusedAudits('refreshSession')).toContainEqual({
      resource_id: kept.sessionId,
      reason: 'REFRESH_TOKEN_REUSED',
    });
    // Another sign-in of the same person goes on.
    expect(await refresh(other.refreshToken)).toMatchObject({ __typename: 'SignedIn' });
  });

  it('two at once: one wins, and the sign-in ends', async () => {
    const { refreshToken } = await signIn('gaoxiang');
    const both = await Promise.all([refresh(refreshToken), refresh(refreshToken)]);
    expect(both.map(({ __typename }) => __typename).sort()).toEqual(['Refusal', 'SignedIn']);
    const winner = both.find(({ __typename }) => __typename === 'SignedIn') as Answer;
    expect(await refresh(winner.refreshToken)).toMatchObject({ code: 'SESSION_ENDED' });
  });

  it.each([
    ['empty', ''],
    ['short', 'x'],
    ['long', 'a'.repeat(2_000)],
  ])('a made-up token is none: %s', async (_, token) => {
    expect(await refresh(token)).toMatchObject({ code: 'SESSION_ENDED' });
  });

  it('end after twelve hours without use', async () => {
    const { refreshToken, sessionId } = await signIn('shenjie');
    const age = (hours: number) =>
      desk.world.db.transaction((tx) =>
        tx.query(
          `UPDATE refresh_token SET expires_at = expires_at - make_interval(hours => $2)
           WHERE used_at IS NULL AND family_id = (SELECT family_id FROM session WHERE id = $1)`,
          [sessionId, hours],
        ),
      );
    await age(11);
    const next = await refresh(refreshToken);
    expect(next).toMatchObject({ __typename: 'SignedIn' });
    await age(12);
    expect(await refresh(next.refreshToken)).toMatchObject({ code: 'SESSION_ENDED' });
  });
});

describe('signing out', () => {
  it('ends the session and its refresh token, once', async () => {
    const answer = await signIn('dengting');
    const viewer = await viewerOf(answer);
    await desk.as(viewer, now).ask('mutation { signOut { at } }');
    await desk.as(viewer, now).ask('mutation { signOut { at } }');
    expect(await endedSessions(answer.staffId)).toMatchObject([{ sessionId: answer.sessionId, reason: 'signed-out' }]);
    expect(await refresh(answer.refreshToken)).toMatchObject({ code: 'SESSION_ENDED' });
  });

  it('is for those who are signed in', async () => {
    const { errors } = await desk.as(anonymous, now).send('mutation { signOut { at } }');
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });
});

describe('OR-1.04 leaving', () => {
  const administrator = staffViewer(demoStaffNamed('唐宇').id, { '*': ['staff.manage', 'staff.read'] });
  const leaving = `mutation ($input: RecordLeavingInput!) {
    recordLeaving(input: $input) { __typename ... on StaffLeft { staff { leftOn posts { to } } } ... on Refusal { code } } }`;
  const leave = (staffId: string, leftOn: string, idempotencyKey: string) =>
    desk.as(administrator, now).ask(leaving, { input: { idempotencyKey, staffId, leftOn } });

  it('ends posts and sessions at once, and nobody signs in or refreshes under the name again', async () => {
    const answer = await signIn('hexiaoyan');
    expect(await leave(answer.staffId, '2026-03-02', 'leave-1')).toMatchObject({
      recordLeaving: { staff: { leftOn: '2026-03-02', posts: [{ to: '2026-03-02' }] } },
    });
    expect(await endedSessions(answer.staffId)).toMatchObject([{ sessionId: answer.sessionId, reason: 'left' }]);
    expect(await refresh(answer.refreshToken)).toMatchObject({ code: 'SESSION_ENDED' });
    expect(await signIn('hexiaoyan')).toMatchObject({ code: 'SIGN_IN_FAILED' });
    const told = await rows<{ data: object }>(
      `SELECT data FROM outbox WHERE type = 'organization.post.ended.v1' AND data->>'staffId' = $1`,
      [answer.staffId],
    );
    expect(told).toMatchObject([
      { data: { role: 'duty-person', endedOn: '2026-03-02', siteId: demoSites.riverside.id } },
    ]);
  });

  it('also ends a sign-in that was waiting for new permissions', async () => {
    const answer = await signIn('xujianguo');
    const post = `mutation ($input: AssignPostInput!) { assignPost(input: $input) { __typename } }`;
    const input = { staffId: answer.staffId, siteId: demoSites.riversideOffice.id, role: 'head-of-repairs' };
    await desk.as(administrator, now).ask(post, { input: { ...input, from: '2026-03-02', idempotencyKey: 'post-1' } });
    await leave(answer.staffId, '2026-03-02', 'leave-2');
    expect(await refresh(answer.refreshToken)).toMatchObject({ code: 'SESSION_ENDED' });
  });

  it('is not recorded ahead', async () => {
    const { id } = demoStaffNamed('彭伟');
    expect(await leave(id, '2026-03-03', 'leave-3')).toMatchObject({ recordLeaving: { code: 'LEAVING_AHEAD' } });
    expect(await signIn('pengwei')).toMatchObject({ __typename: 'SignedIn' });
  });
});

describe('OR-1.03 a change of what somebody may do', () => {
  const administrator = staffViewer(demoStaffNamed('唐宇').id, { '*': ['staff.manage', 'role.manage', 'role.read'] });

  it('of a post ends the tokens; the sign-in goes on with the new permissions in a new session', async () => {
    const before = await signIn('jianglin');
    const post = `mutation ($input: AssignPostInput!) { assignPost(input: $input) { __typename } }`;
    const input = {
      staffId: before.staffId,
      siteId: demoSites.riverside.id,
      role: 'sales-secretary',
      from: '2026-03-02',
    };
    await desk.as(administrator, now).ask(post, { input: { ...input, idempotencyKey: 'secretary' } });
    expect(await endedSessions(before.staffId)).toMatchObject([
      { sessionId: before.sessionId, reason: 'grants-changed' },
    ]);
    const after = await refresh(before.refreshToken);
    expect(after.sessionId).not.toBe(before.sessionId);
    const { grants } = await viewerOf(after);
    expect(grants[demoSites.riverside.id]).toContain('deal.record');
  });

  it('of a role does so for everybody who holds it, and for nobody else', async () => {
    const [clerk, auditor] = [await signIn('caoying'), await signIn('hanbing')];
    const change = `mutation ($input: ChangeRolePermissionsInput!) {
      changeRolePermissions(input: $input) { __typename ... on RolePermissionsChanged { role { permissions { code } } } } }`;
    const input = { role: 'finance-clerk', permissions: ['ledger.read'], idempotencyKey: 'clerk' };
    expect(await desk.as(administrator, now).ask(change, { input })).toMatchObject({
      changeRolePermissions: { role: { permissions: [{ code: 'ledger.read' }] } },
    });
    expect(await endedSessions(clerk.staffId)).toHaveLength(1);
    expect(await endedSessions(auditor.staffId)).toHaveLength(0);
    expect((await viewerOf(await refresh(clerk.refreshToken))).grants).toEqual({ '*': ['ledger.read'] });
  });
});

describe('the audit trail of all this', () => {
  it('is unbroken', async () => {
    expect(await desk.world.db.read((tx) => verifyAuditChain(tx))).toMatchObject({ intact: true });
  });
});
