import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hash } from '@node-rs/argon2';
import { anonymous, parseGrants } from '@shouwen/access';
import type { Database, Tx } from '@shouwen/database';
import { demoPassword, demoSites, demoStaffNamed } from '@shouwen/demo';
import { staffViewer } from '@shouwen/testing';
import request from 'supertest';
import type { SignInDeps } from './issueTokens.ts';
import { createPasswords } from './passwords.ts';
import { refreshSession } from './refreshSession.ts';
import { now, openSignInDesk, type SignInDesk } from './signInFixture.ts';
import { loadSigningKey } from './signingKey.ts';

const zhoumin = demoStaffNamed('周敏');

let desk: SignInDesk;
beforeAll(async () => {
  desk = await openSignInDesk();
});
afterAll(() => desk?.stop());

const tokenDeps = async (): Promise<SignInDeps> => ({
  clock: desk.service.world.clock,
  key: await loadSigningKey(desk.service.world.secrets),
  passwords: await createPasswords('nobody'),
  newSecret: desk.service.world.newId,
});

/** Resolves when a connection to the database of the test waits for a lock. */
const somebodyWaits = async (): Promise<void> => {
  const waiting = `SELECT count(*)::int AS n FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  while ((await desk.rows<{ n: number }>(waiting))[0]?.n === 0) await pause(10);
};

describe('OR-1 signing in', () => {
  it('gives a token of ten minutes that says who, in which session, and what may be done where', async () => {
    const answer = await desk.signIn('zhoumin');
    const claims = await desk.claimsOf(answer.accessToken);
    expect(claims).toMatchObject({ sub: zhoumin.id, sid: answer.sessionId, jti: expect.any(String) });
    const grants = parseGrants(claims.grants) ?? {};
    expect(Object.keys(grants)).toEqual([demoSites.riverside.id]);
    expect(grants[demoSites.riverside.id]).toEqual(
      expect.arrayContaining(['rotation.correct', 'registration.confirm']),
    );
    expect((claims.exp as number) - (claims.iat as number)).toBe(600);
    // Real time, although the request was rehearsed in March.
    expect(Math.abs((claims.iat as number) * 1000 - Date.now())).toBeLessThan(60_000);
  });

  it('takes the sign-in name in capitals and with spaces around it', async () => {
    expect(await desk.signIn('  ChenJing ')).toMatchObject({
      __typename: 'SignedIn',
      staffId: demoStaffNamed('陈静').id,
    });
  });

  it('answers a wrong password and an unknown name alike, and remembers both', async () => {
    const wrong = await desk.signIn('liuyang', 'not the password');
    const unknown = await desk.signIn('nobody', 'not the password');
    expect(wrong).toMatchObject({ code: 'SIGN_IN_FAILED', retryable: false, rule: { id: 'OR-1.05' } });
    expect(unknown).toEqual(wrong);
    expect(await desk.refusedAudits('signIn')).toEqual([
      { resource_id: demoStaffNamed('刘洋').id, reason: 'SIGN_IN_FAILED' },
      { resource_id: 'unknown', reason: 'SIGN_IN_FAILED' },
    ]);
  });

  it('stores neither password nor token as they are', async () => {
    const { refreshToken } = await desk.signIn('wangfang');
    const dump = JSON.stringify([
      await desk.rows('SELECT * FROM staff'),
      await desk.rows(`SELECT encode(token_hash, 'escape') FROM refresh_token`),
      await desk.rows('SELECT * FROM idempotency'),
      await desk.rows('SELECT * FROM audit_entry'),
    ]);
    expect(dump).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
    expect(dump).not.toContain(demoPassword);
    expect(dump).not.toContain(refreshToken);
  });

  it('makes guessing wait after five attempts, also for the right password, without touching others', async () => {
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      expect(await desk.signIn('zhaolei', `guess number ${attempt}`)).toMatchObject({ code: 'SIGN_IN_FAILED' });
    }
    expect(await desk.signIn('zhaolei')).toMatchObject({ code: 'TOO_MANY_ATTEMPTS', retryable: true });
    expect(await desk.signIn('sunli')).toMatchObject({ __typename: 'SignedIn' });
  });

  it('begins to count anew after a success: four wrong, one right, four wrong, one right', async () => {
    for (const round of [1, 2]) {
      for (let attempt = 1; attempt <= 4; attempt += 1) await desk.signIn('linyu', `guess ${round} ${attempt}`);
      expect(await desk.signIn('linyu')).toMatchObject({ __typename: 'SignedIn' });
    }
  });

  it('replaces a hash that was made too cheaply, once the password is known', async () => {
    const cheap = await hash(demoPassword, { algorithm: 2, memoryCost: 8_192, timeCost: 1, parallelism: 1 });
    const { id } = demoStaffNamed('谢志远');
    await desk.service.world.db.transaction((tx) =>
      tx.query('UPDATE staff SET password_hash = $2 WHERE id = $1', [id, cheap]),
    );
    await desk.signIn('xiezhiyuan', 'a wrong password');
    expect(await desk.rows('SELECT password_hash FROM staff WHERE id = $1', [id])).toEqual([{ password_hash: cheap }]);
    expect(await desk.signIn('xiezhiyuan')).toMatchObject({ __typename: 'SignedIn' });
    const [now] = await desk.rows<{ password_hash: string }>('SELECT password_hash FROM staff WHERE id = $1', [id]);
    expect(now?.password_hash).toContain('m=19456,t=2,p=1');
    expect(await desk.signIn('xiezhiyuan')).toMatchObject({ __typename: 'SignedIn' });
  });

  it('hashes nothing longer than a password can be', async () => {
    expect(await desk.signIn('luojia', 'x'.repeat(5_000))).toMatchObject({ code: 'SIGN_IN_FAILED' });
  });

  it('publishes public keys only', async () => {
    const { body } = await request(desk.service.running.server).get('/.well-known/jwks.json').expect(200);
    expect(body.keys).toHaveLength(1);
    expect(Object.keys(body.keys[0]).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
  });
});

describe('S39 refresh tokens', () => {
  it('work once and give a new pair of the same session', async () => {
    const first = await desk.signIn('xuhao');
    const second = await desk.refresh(first.refreshToken);
    expect(second).toMatchObject({ __typename: 'SignedIn', sessionId: first.sessionId });
    expect(second.refreshToken).not.toBe(first.refreshToken);
    expect(await desk.refresh(second.refreshToken)).toMatchObject({ __typename: 'SignedIn' });
  });

  it('used twice end the whole sign-in, tell the gateway and the auditor', async () => {
    const stolen = await desk.signIn('malina');
    const kept = await desk.refresh(stolen.refreshToken);
    const other = await desk.signIn('malina');
    expect(await desk.refresh(stolen.refreshToken)).toMatchObject({ code: 'SESSION_ENDED' });
    expect(await desk.refresh(kept.refreshToken)).toMatchObject({ code: 'SESSION_ENDED' });
    expect(await desk.endedSessions(kept.staffId)).toMatchObject([
      { sessionId: kept.sessionId, reason: 'token-reused' },
    ]);
    expect(await desk.refusedAudits('refreshSession')).toContainEqual({
      resource_id: kept.sessionId,
      reason: 'REFRESH_TOKEN_REUSED',
    });
    // Another sign-in of the same person goes on.
    expect(await desk.refresh(other.refreshToken)).toMatchObject({ __typename: 'SignedIn' });
  });

  it('two at once: one wins, and the sign-in ends', async () => {
    const { refreshToken } = await desk.signIn('gaoxiang');
    const { db, newId } = desk.service.world;
    const deps = await tokenDeps();
    const act = { db, newId, viewer: anonymous, now, requestId: 'request' };
    let second: Promise<unknown> | undefined;
    const slowly = (work: (tx: Tx) => Promise<unknown>) =>
      db.transaction(async (tx) => {
        const result = await work(tx);
        // The first is done but not committed when the second comes.
        second = refreshSession(deps)(act, refreshToken);
        await Promise.race([second, somebodyWaits()]);
        return result;
      });
    const first = await refreshSession(deps)(
      { ...act, db: { ...db, transaction: slowly as Database['transaction'] } },
      refreshToken,
    );
    expect(await second).toMatchObject({ outcome: 'refused', refusal: { code: 'SESSION_ENDED' } });
    if (first.outcome !== 'accepted') throw new Error('the first was refused');
    expect(await desk.refresh(first.result.refreshToken)).toMatchObject({ code: 'SESSION_ENDED' });
  });

  it.each([
    ['empty', ''],
    ['short', 'x'],
    ['long', 'a'.repeat(2_000)],
  ])('a made-up token is none: %s', async (_, token) => {
    expect(await desk.refresh(token)).toMatchObject({ code: 'SESSION_ENDED' });
  });

  it('end after twelve hours without use', async () => {
    const { refreshToken, sessionId } = await desk.signIn('shenjie');
    const age = (hours: number) =>
      desk.service.world.db.transaction((tx) =>
        tx.query(
          `UPDATE refresh_token SET expires_at = expires_at - make_interval(hours => $2)
           WHERE used_at IS NULL AND family_id = (SELECT family_id FROM session WHERE id = $1)`,
          [sessionId, hours],
        ),
      );
    await age(11);
    const next = await desk.refresh(refreshToken);
    expect(next).toMatchObject({ __typename: 'SignedIn' });
    await age(12);
    expect(await desk.refresh(next.refreshToken)).toMatchObject({ code: 'SESSION_ENDED' });
  });
});

describe('signing out', () => {
  it('ends the session and its refresh token, once', async () => {
    const answer = await desk.signIn('dengting');
    const viewer = await desk.viewerOf(answer);
    await desk.as(viewer).ask('mutation { signOut { at } }');
    await desk.as(viewer).ask('mutation { signOut { at } }');
    expect(await desk.endedSessions(answer.staffId)).toMatchObject([
      { sessionId: answer.sessionId, reason: 'signed-out' },
    ]);
    expect(await desk.refresh(answer.refreshToken)).toMatchObject({ code: 'SESSION_ENDED' });
  });

  it('also ends a sign-in whose permissions have just changed', async () => {
    const answer = await desk.signIn('chenjing');
    const viewer = await desk.viewerOf(answer);
    const administrator = staffViewer(demoStaffNamed('唐宇').id, { '*': ['staff.manage'] });
    const assign = 'mutation ($input: AssignPostInput!) { assignPost(input: $input) { __typename } }';
    const post = { staffId: answer.staffId, siteId: demoSites.riverside.id, role: 'duty-person', from: '2026-03-02' };
    await desk.as(administrator).ask(assign, { input: { ...post, idempotencyKey: 'stand-in' } });
    await desk.as(viewer).ask('mutation { signOut { at } }');
    expect(await desk.refresh(answer.refreshToken)).toMatchObject({ code: 'SESSION_ENDED' });
  });

  it('is for those who are signed in', async () => {
    const { errors } = await desk.service.as(anonymous, now).send('mutation { signOut { at } }');
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });
});
