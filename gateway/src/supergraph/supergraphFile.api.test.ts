import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pino from 'pino';
import request from 'supertest';
import { type FixtureHouse, fixtureSupergraph, startFixtureHouse } from '../fixture/index.ts';
import { supergraphFromFile } from './supergraphFile.ts';

let folder: string;
let path: string;
let house: FixtureHouse;
let exchanges: ((outcome: string) => void)[];

/** The outcome of the next exchange. */
const nextExchange = (): Promise<string> => new Promise((resolve) => exchanges.push(resolve));

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'shouwen-supergraph-'));
  path = join(folder, 'supergraph.graphql');
  exchanges = [];
  writeFileSync(path, fixtureSupergraph());
  house = await startFixtureHouse({
    supergraph: supergraphFromFile({
      path,
      log: pino({ level: 'silent' }),
      lookEveryMilliseconds: 20,
      onExchange: (outcome) => exchanges.shift()?.(outcome),
    }),
  });
});
afterEach(async () => {
  await house.stop();
  rmSync(folder, { recursive: true });
});

const ask = async (query: string) => (await request(house.gateway.server).post('/graphql').send({ query })).body;

const replace = (sdl: string): Promise<string> => {
  const outcome = nextExchange();
  writeFileSync(`${path}.new`, sdl);
  renameSync(`${path}.new`, path);
  return outcome;
};

const withoutWhoAmI = (): string => fixtureSupergraph().replace(/^ *whoAmI: String!.*$/m, '');

describe('the supergraph', () => {
  it('is exchanged while the gateway serves', async () => {
    expect(await ask('{ whoAmI }')).toEqual({ data: { whoAmI: 'anonymous' } });
    expect(await replace(withoutWhoAmI())).toBe('exchanged');
    expect((await ask('{ whoAmI }')).errors[0].extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(await ask('{ day(on: "2026-03-02") }')).toEqual({ data: { day: '2026-03-02' } });
  });

  it.each([
    ['is no GraphQL', 'type Query {'],
    ['is no supergraph', 'type Query { whoAmI: String }'],
    ['is empty', ''],
    ['names a department without an address', fixtureSupergraph().replaceAll('"readers"', '"strangers"')],
  ])('that %s is refused, and the old one keeps serving', async (_, sdl) => {
    expect(await replace(sdl)).toBe('refused');
    expect(await ask('{ whoAmI }')).toEqual({ data: { whoAmI: 'anonymous' } });
    expect(await replace(withoutWhoAmI())).toBe('exchanged');
    expect((await ask('{ whoAmI }')).errors).toHaveLength(1);
  });
});
