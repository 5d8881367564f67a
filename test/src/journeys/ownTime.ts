import { beforeAll, describe, expect, it } from '@jest/globals';
import { demoPassword, demoSites } from '@shouwen/demo';
import { addDays, siteDate } from '@shouwen/kernel';
import { until } from '@shouwen/testing';

const siteId = demoSites.riverside.id;
const signInMutation = 'mutation ($input: SignInInput!) { signIn(input: $input) { ... on SignedIn { accessToken } } }';
const identify = `mutation ($input: IdentifyClientInput!) { answer: identifyClient(input: $input) {
  ... on ClientIdentified { opened client { id } } } }`;
const consent = `mutation ($input: RecordConsentInput!) { answer: recordConsent(input: $input) { __typename } }`;
const occasion = `mutation ($input: RecordOccasionInput!) { answer: recordOccasion(input: $input) { __typename } }`;
const greet = `mutation ($input: DoGreetingInput!) { answer: doGreeting(input: $input) { __typename ... on Refusal { code } } }`;
const greetings = `{ greetings(states: [PLANNED, CANCELLED]) { edges { node { id client { id } state reason dueOn } } } }`;
const rotation = '{ keyRotation { currentKey clientsByKey { key clients } indexKeys indexesRenewed } }';
const rotate = (name: string) => `mutation ($input: ChangeKeysInput!) { answer: ${name}(input: $input) {
  __typename ... on Refusal { code } } }`;

type Known = { readonly opened: boolean; readonly client: { readonly id: string } };
type Greeting = {
  readonly id: string;
  readonly client: { readonly id: string };
  readonly state: string;
  readonly reason: string | null;
  readonly dueOn: string;
};
type Rotation = {
  readonly currentKey: string;
  readonly clientsByKey: readonly { readonly key: string; readonly clients: number }[];
  readonly indexKeys: readonly string[];
  readonly indexesRenewed: boolean;
};

/** What comes to pass by itself, in a house whose time is the clock's: a rehearsal has nothing of it. */
export const ownTime = (url: () => string): void => {
  describe('what comes to pass by itself in the client records', () => {
    const tokens = new Map<string, string>();
    let keys = 0;

    const send = async <Data>(query: string, variables: object, token?: string): Promise<Data> => {
      const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
      const body = JSON.stringify({ query, variables });
      const answer = await fetch(`${url()}/graphql`, { method: 'POST', headers, body });
      const { data, errors } = (await answer.json()) as { data: Data; errors?: readonly object[] };
      if (errors) throw new Error(JSON.stringify(errors));
      return data;
    };
    const ask = <Data>(who: string, query: string, variables: object = {}) =>
      send<Data>(query, variables, tokens.get(who));
    const act = async <Answer>(who: string, mutation: string, input: object): Promise<Answer> => {
      keys += 1;
      const given = { idempotencyKey: `own-time-${keys}`, ...input };
      return (await ask<{ answer: Answer }>(who, mutation, { input: given })).answer;
    };
    const identified = (number: number): Promise<Known> => {
      const phone = `1370553${String(number).padStart(4, '0')}`;
      return act<Known>('hexiaoyan', identify, { siteId, name: `来客${number}`, phone });
    };

    beforeAll(async () => {
      for (const signInName of ['hexiaoyan', 'zhoumin', 'tangyu']) {
        const { signIn } = await send<{ signIn: { accessToken: string } }>(signInMutation, {
          input: { signInName, password: demoPassword },
        });
        tokens.set(signInName, signIn.accessToken);
      }
    });

    it('CR-7.01 CR-2.06 a birthday greeting is planned, and cancelled when the client withdraws the consent', async () => {
      const { client } = await identified(1);
      const said = (given: boolean) =>
        act('hexiaoyan', consent, {
          ...{ siteId, clientId: client.id, purpose: 'CARE', given, how: 'WRITTEN', evidence: '告知书第7号' },
        });
      const page = 'query ($id: ID!) { client(id: $id) { openedAt } }';
      const { client: seen } = await ask<{ client: { openedAt: string } }>('zhoumin', page, { id: client.id });
      const birthday = addDays(siteDate(new Date(seen.openedAt)), 3);
      expect(await said(true)).toEqual({ __typename: 'ConsentRecorded' });
      const day = { clientId: client.id, whose: 'SELF', day: birthday.slice(5) };
      expect(await act('zhoumin', occasion, day)).toEqual({ __typename: 'OccasionRecorded' });
      const greeting = (state: string) =>
        until(`the greeting is ${state}`, {
          ask: async () => {
            type Answer = { greetings: { edges: { node: Greeting }[] } };
            const { edges } = (await ask<Answer>('zhoumin', greetings)).greetings;
            return edges.map(({ node }) => node).find((one) => one.client.id === client.id);
          },
          good: (one) => one?.state === state,
        });
      const planned = await greeting('PLANNED');
      expect(planned).toMatchObject({ dueOn: birthday, reason: null });
      await said(false);
      expect(await greeting('CANCELLED')).toMatchObject({ id: planned?.id, reason: 'consent-withdrawn' });
      const done = { greetingId: planned?.id, kinds: ['MESSAGE'], result: 'REACHED' };
      expect(await act('zhoumin', greet, done)).toMatchObject({ code: 'CONSENT_MISSING' });
    });

    it.each(['WRAPPING', 'INDEX'])(
      'CR-2.02 worked example 4: %s, what was written before moves to the new key while the desk works',
      async (kind) => {
        const base = kind === 'INDEX' ? 200 : 100;
        const numbers = Array.from({ length: 5 }, (_, index) => base + index);
        const clients = (known: readonly Known[]) => known.map(({ client, opened }) => ({ id: client.id, opened }));
        const before = clients(await Promise.all(numbers.map(identified)));
        expect(await act('tangyu', rotate('rotateKeys'), { kind })).toEqual({ __typename: 'KeysChanged' });
        const old = before.map(({ id }) => ({ id, opened: false }));
        const moved = await until('everything has moved to the new key', {
          ask: async () => {
            expect(clients(await Promise.all(numbers.map(identified)))).toEqual(old);
            return (await ask<{ keyRotation: Rotation }>('tangyu', rotation)).keyRotation;
          },
          good: ({ clientsByKey, currentKey, indexesRenewed }) =>
            indexesRenewed && clientsByKey.every(({ key }) => key === currentKey),
        });
        expect(moved.clientsByKey).toHaveLength(1);
        expect(await act('tangyu', rotate('retireKeys'), { kind })).toEqual({ __typename: 'KeysChanged' });
        expect(clients(await Promise.all(numbers.map(identified)))).toEqual(old);
      },
    );
  });
};
