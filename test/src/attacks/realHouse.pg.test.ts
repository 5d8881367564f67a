import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allPermissions } from '@shouwen/access';
import { demoPassword, demoStaff } from '@shouwen/demo';
import { type Department, departments, type House, startHouse } from '@shouwen/infra';
import { until } from '@shouwen/testing';
import { ownTime } from '../journeys/ownTime.ts';
import { runCorpus } from './runCorpus.ts';
import { gatewayHeaders, userHeaders } from './targets.ts';

const someId = '0197f000-0000-7000-8000-000000000001';

/** The words of each department's own schema for a list; every schema has the others. */
const lists: Readonly<Record<Department, Readonly<Record<string, string>>>> = {
  organization: { connection: 'sites(', connectionKey: 'sites' },
  'sales-reception': { connection: `deals(siteId: "${someId}", `, connectionKey: 'deals' },
  'client-records': { connection: 'clients(', connectionKey: 'clients' },
  'property-service': { connection: `openOwnerMatters(siteId: "${someId}", `, connectionKey: 'openOwnerMatters' },
  finance: { connection: `commissionLines(siteId: "${someId}", month: "2026-03", `, connectionKey: 'commissionLines' },
};

const gatewayWords = {
  ...lists.organization,
  leaf: '__typename',
  misspelt: 'site1',
  nestRoot: `deal(id: "${someId}")`,
  nestOpen: 'client { deals {',
  nestClose: '} }',
  nestLeaf: 'id',
  nestType: 'Deal',
  costly: 'clients(first: 100) { edges { node { visits(first: 100) { edges { node { id } } } } } }',
  sensitive: 'signIn(input: { signInName: "n", password: "p" }) { __typename }',
  sensitiveQuery: 'clientByPhone(phone: "13800138000") { id }',
};

type SignedIn = { readonly accessToken: string };
type Body = {
  readonly data: { readonly signIn: SignedIn; readonly me: { readonly staff: { readonly id: string } } };
  readonly errors?: readonly object[];
};

describe('the whole house', () => {
  let dataDir: string;
  let house: House;
  let director: SignedIn;

  const ask = async (query: string, variables: object = {}, token?: string) => {
    const response = await fetch(`${house.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify({ query, variables }),
    });
    return { status: response.status, body: (await response.json()) as Body };
  };

  const signIn = async (): Promise<SignedIn> => {
    const input = { signInName: demoStaff[0]?.signInName, password: demoPassword };
    const { body } = await ask(
      'mutation ($input: SignInInput!) { signIn(input: $input) { ... on SignedIn { accessToken } ... on Refusal { code } } }',
      { input },
    );
    return body.data.signIn;
  };

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'shouwen-attacks-'));
    const environment = { organization: { DEMO: '1' }, gateway: { CORS_ORIGINS: 'https://desk.example.com' } };
    house = await startHouse({ dataDir, durable: false, environment });
    director = await signIn();
  });
  afterAll(async () => {
    await house?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  runCorpus(
    {
      name: 'the gateway of the house',
      kind: 'gateway',
      url: () => house.url,
      words: gatewayWords,
      headersFor: async (token = 'good') =>
        token === 'good' ? { authorization: `Bearer ${director.accessToken}` } : userHeaders(token),
    },
    // Depth to the level, and who is nobody, only the fixture has words for.
    { without: ['S01.at-limit', 'S01.over-limit', 'S12.user-id', 'S12.gateway-header'] },
  );

  describe.each(departments.map((name) => [name]))('%s', (name) => {
    runCorpus(
      {
        name,
        kind: 'subgraph',
        url: () => house.services[name].url,
        words: { ...lists[name], leaf: '__typename', misspelt: 'site1' },
        headersFor: gatewayHeaders(
          () => ({
            subgraph: name,
            secret: house.gatewaySecret(name),
            otherSecret: house.gatewaySecret(name === 'finance' ? 'organization' : 'finance'),
          }),
          { '*': allPermissions },
        ),
      },
      { without: ['S01.depth', 'S01.through', 'S11.own', 'S11.foreign', 'S11.claimed', 'S11.missing'] },
    );
  });

  ownTime(() => house.url);

  it('lets a token in until its session ends, wherever the news has to travel', async () => {
    const { accessToken } = await signIn();
    const me = () => ask('{ me { staff { id } } }', {}, accessToken);
    expect((await me()).body.data.me.staff.id).toEqual(expect.any(String));
    expect((await ask('mutation { signOut { at } }', {}, accessToken)).body.errors).toBeUndefined();
    await until('the session is good no more', { ask: me, good: ({ status }) => status === 401 });
    expect((await me()).body.errors?.[0]).toMatchObject({
      message: 'Please sign in.',
      extensions: { code: 'UNAUTHENTICATED' },
    });
  });
});
