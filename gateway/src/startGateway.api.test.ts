import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accessToken, type FixtureHouse, startFixtureHouse } from './fixture/index.ts';

let house: FixtureHouse;
beforeAll(async () => {
  house = await startFixtureHouse();
});
afterAll(() => house.stop());

const ask = async (query: string, variables = {}, headers: Record<string, string> = {}) => {
  const response = await fetch(`${house.gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, body: await response.json(), headers: response.headers };
};

describe('the gateway', () => {
  it('x', async () => {
    const token = await accessToken();
    const auth = { authorization: `Bearer ${token}` };
    const all: unknown[] = [];
    all.push(await ask('{ whoAmI }'));
    all.push(await ask('{ whoAmI }', {}, auth));
    all.push(await ask('{ books(first: 3) { edges { node { id title lentTo { name } } } } }', {}, auth));
    all.push(await ask('{ trouble(kind: "sql") whoAmI }', {}, auth));
    all.push(await ask('{ trouble(kind: "forbidden") whoAmI }', {}, auth));
    all.push(await ask('query($f: Int) { books(first: $f) { edges { cursor } } }', { f: 1e9 }, auth));
    all.push(await ask('query($f: Int) { books(first: $f) { edges { cursor } } }', { f: -1 }, auth));
    all.push(await ask('query($f: Int) { books(first: $f, after: "x") { edges { cursor } } }', { f: 1 }, auth));
    all.push(await ask('query($f: Date!) { day(on: $f) }', { f: '2026-02-29' }, auth));
    all.push(await ask('{ slow(milliseconds: 3000) whoAmI }', {}, auth));
    all.push(await ask('{ whoAmI }', {}, { authorization: 'Bearer a.b.c' }));
    console.log(JSON.stringify(all, null, 1));
  });
});
