import { anonymous, parseGrants, type StaffViewer } from '@shouwen/access';
import { demoPassword } from '@shouwen/demo';
import { type GraphClient, type TestService, testService } from '@shouwen/testing';
import { createLocalJWKSet, type JWTPayload, jwtVerify } from 'jose';
import request from 'supertest';
import { loadDemoCompany } from '../demo/index.ts';
import { organization } from '../service.ts';
import { createPasswords } from './passwords.ts';

/** A working morning of the diary. */
export const now = new Date('2026-03-02T09:00:00+08:00');

/** What `signIn` and `refreshSession` answer: the fields of `SignedIn` or those of `Refusal`. */
export type Answer = {
  __typename: string;
  code: string;
  retryable: boolean;
  accessToken: string;
  refreshToken: string;
  accessTokenExpiresAt: string;
  sessionId: string;
  staffId: string;
};

/** The organization with the demo company, as people who sign in see it. */
export type SignInDesk = {
  readonly service: TestService;
  signIn(signInName: string, password?: string): Promise<Answer>;
  refresh(refreshToken: string): Promise<Answer>;
  /** Reads an access token the way the gateway does: against the published keys. */
  claimsOf(accessToken: string): Promise<JWTPayload>;
  viewerOf(answer: Answer): Promise<StaffViewer>;
  as(viewer: StaffViewer): GraphClient;
  rows<Row>(sql: string, parameters?: unknown[]): Promise<Row[]>;
  /** What the gateway was told of the sessions of this person. */
  endedSessions(staffId: string): Promise<{ sessionId: string; reason: string }[]>;
  refusedAudits(action: string): Promise<{ resource_id: string; reason: string }[]>;
  stop(): Promise<void>;
};

const fields = `__typename
  ... on SignedIn { accessToken accessTokenExpiresAt refreshToken refreshTokenExpiresAt staffId sessionId }
  ... on Refusal { code retryable message { zh en } rule { id } explanation { facts { name } } }`;
const signInMutation = `mutation ($input: SignInInput!) { answer: signIn(input: $input) { ${fields} } }`;
const refreshMutation = `mutation ($input: RefreshSessionInput!) { answer: refreshSession(input: $input) { ${fields} } }`;

export const openSignInDesk = async (): Promise<SignInDesk> => {
  const service = await testService(organization);
  const passwords = await createPasswords('nobody');
  await loadDemoCompany(service.world, { hashPassword: passwords.hash, clock: service.world.clock });
  const rows = <Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> =>
    service.world.db.read((tx) => tx.query(sql, parameters));
  const asked = async (mutation: string, input: object): Promise<Answer> =>
    (await service.as(anonymous, now).ask<{ answer: Answer }>(mutation, { input })).answer;
  const claimsOf = async (accessToken: string) => {
    const { body } = await request(service.running.server).get('/.well-known/jwks.json').expect(200);
    const expected = { algorithms: ['ES256'], issuer: 'shouwen/organization', audience: 'shouwen', typ: 'at+jwt' };
    return (await jwtVerify(accessToken, createLocalJWKSet(body), { ...expected, maxTokenAge: '10m' })).payload;
  };
  return {
    service,
    signIn: (signInName, password = demoPassword) => asked(signInMutation, { signInName, password }),
    refresh: (refreshToken) => asked(refreshMutation, { refreshToken }),
    claimsOf,
    viewerOf: async ({ accessToken }) => {
      const { sub, sid, grants } = await claimsOf(accessToken);
      const granted = parseGrants(grants);
      if (granted === null) throw new Error('the token says nothing of what may be done');
      return { kind: 'staff', staffId: sub as string, sessionId: sid as string, grants: granted };
    },
    as: (viewer) => service.as(viewer, now),
    rows,
    endedSessions: async (staffId) => {
      const sql = `SELECT data FROM outbox WHERE type = 'organization.session.ended.v1' AND data->>'staffId' = $1
        ORDER BY position`;
      return (await rows<{ data: { sessionId: string; reason: string } }>(sql, [staffId])).map(({ data }) => data);
    },
    refusedAudits: (action) =>
      rows(`SELECT resource_id, reason FROM audit_entry WHERE action = $1 AND decision = 'refused' ORDER BY seq`, [
        action,
      ]),
    stop: () => service.stop(),
  };
};
