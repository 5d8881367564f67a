import { describe, expect, it } from '@jest/globals';
import { bannedWords, databaseCorner, pureDecisions } from './bans.ts';
import type { HouseRule } from './breach.ts';
import { declaredImports, declaredIn } from './declared.ts';
import { oneWayFeatures } from './features.ts';
import { fileNames } from './names.ts';
import { mayImport, walls } from './rooms.ts';
import { sizes } from './sizes.ts';
import { readHouse, sourceFile } from './sourceFile.ts';

const rules: Readonly<Record<string, HouseRule>> = {
  'walls between rooms': walls,
  'declared imports': declaredImports(declaredIn),
  'features import one way': oneWayFeatures,
  'banned words': bannedWords,
  'decisions are pure': pureDecisions,
  'SQL in its corner': databaseCorner,
  sizes,
  'names of files': fileNames,
};

const house = readHouse();

describe('the house keeps its rules', () => {
  it('and there is a house to look at', () => {
    expect(house.length).toBeGreaterThan(150);
  });

  it.each(Object.entries(rules))('%s', (_, rule) => {
    expect(rule(house)).toEqual([]);
  });
});

describe('the table of rooms', () => {
  it('has no circle', () => {
    const roomNamed = (name: string): string => Object.keys(mayImport).find((room) => room.endsWith(name)) ?? name;
    const below = (room: string, path: readonly string[]): readonly string[] => {
      if (path.includes(room)) return [...path, room];
      return (mayImport[room] ?? []).flatMap((name) => below(roomNamed(name), [...path, room]));
    };
    expect(Object.keys(mayImport).flatMap((room) => below(room, []))).toEqual([]);
  });
});

const long = (lines: number): string => `${'export {};\n'.repeat(lines)}`;
const longFunction = (lines: number): string => `export const f = () => {\n${'  g();\n'.repeat(lines - 2)}};\n`;
const feature = 'services/finance/src/ledger/account.ts';
const decision = 'services/finance/src/ledger/close.decision.ts';

/** Each line: what is caught, by which rule, in which file, on which text. */
const caught: readonly (readonly [string, keyof typeof rules, string, string])[] = [
  ['a service that imports another', 'walls between rooms', feature, `import { x } from '@shouwen/organization';`],
  ['a type of another service', 'walls between rooms', feature, `import type { X } from '@shouwen/organization';`],
  ['an export from another service', 'walls between rooms', feature, `export * from '@shouwen/organization';`],
  ['a dynamic import of another service', 'walls between rooms', feature, `await import('@shouwen/organization');`],
  ['a path into another service', 'walls between rooms', feature, `import '../../../organization/src/index.ts';`],
  [
    'a path into the inside of a package',
    'walls between rooms',
    feature,
    `import '@shouwen/kernel/src/money/split.ts';`,
  ],
  ['what is made for tests', 'walls between rooms', feature, `import { given } from '@shouwen/testing';`],
  ['a package that knows a service', 'walls between rooms', 'packages/access/src/x.ts', `import '@shouwen/finance';`],
  [
    'a kernel that imports the database',
    'walls between rooms',
    'packages/kernel/src/x.ts',
    `import '@shouwen/database';`,
  ],
  ['a kernel that imports Node', 'walls between rooms', 'packages/kernel/src/x.ts', `import 'node:crypto';`],
  ['a room without a place in the table', 'walls between rooms', 'packages/new/src/x.ts', `import '@shouwen/kernel';`],
  ['an import without its ending', 'walls between rooms', feature, `import './month';`],
  ['a package that was not declared', 'declared imports', feature, `import 'lodash';`],
  ['a package that only tests may use', 'declared imports', feature, `import 'supertest';`],
  ['a feature that knows a later one', 'features import one way', feature, `import '../commission/index.ts';`],
  [
    'a feature past an index',
    'features import one way',
    'services/finance/src/commission/a.ts',
    `import '../ledger/account.ts';`,
  ],
  [
    'a service past an index',
    'features import one way',
    'services/finance/src/service.ts',
    `import './ledger/account.ts';`,
  ],
  [
    'a shared file that knows a feature',
    'features import one way',
    'services/finance/src/a.ts',
    `import './ledger/index.ts';`,
  ],
  [
    'a feature without a place',
    'features import one way',
    'services/finance/src/new/a.ts',
    `import '../ledger/index.ts';`,
  ],
  ['a feature that lists migrations', 'features import one way', feature, `import '../migrations/20261122_01_x.ts';`],
  ['a clock', 'banned words', feature, 'const now = new Date();'],
  ['a clock in disguise', 'banned words', feature, 'const now = Date . now();'],
  ['chance', 'banned words', feature, 'const x = Math.random();'],
  ['chance in a test', 'banned words', 'services/finance/src/ledger/account.test.ts', 'const x = Math.random();'],
  ['an id out of nothing', 'banned words', feature, 'const id = crypto.randomUUID();'],
  ['chance in a decision', 'banned words', decision, 'const x = randomBytes(1);'],
  ['the environment', 'banned words', feature, 'const x = process.env.HOME;'],
  ['any', 'banned words', feature, 'const x = y as any;'],
  ['any in a test', 'banned words', 'test/src/x.test.ts', 'const x: any[] = [];'],
  ['a decision that asks the database', 'decisions are pure', decision, `import { x } from './ledgerStore.ts';`],
  ['a decision that opens files', 'decisions are pure', decision, `import 'node:fs';`],
  ['a decision that waits', 'decisions are pure', decision, 'export const d = async (): Promise<void> => {};'],
  ['TypeORM in a use case', 'SQL in its corner', feature, `import { EntityManager } from 'typeorm';`],
  ['SQL in a use case', 'SQL in its corner', feature, `await tx.query('select 1');`],
  ['a file of 201 lines', 'sizes', feature, long(201)],
  ['a test of 301 lines', 'sizes', 'services/finance/src/ledger/account.test.ts', long(301)],
  ['a function of 61 lines', 'sizes', feature, longFunction(61)],
  ['a suffix of its own invention', 'names of files', 'services/finance/src/ledger/account.service.ts', ''],
  ['a name that says nothing', 'names of files', 'services/finance/src/ledger/utils.ts', ''],
  ['a name in another manner', 'names of files', 'services/finance/src/ledger/Account.ts', ''],
];

/** What stands close to the line and is allowed. */
const allowed: readonly (readonly [string, keyof typeof rules, string, string])[] = [
  [
    'a word in a comment or a text',
    'banned words',
    feature,
    `// new Date(), any\nconst x = 'process.env Math.random()';`,
  ],
  ['a date of a given time', 'banned words', feature, 'const x = new Date(0);'],
  ['the clock of the composition root', 'banned words', 'packages/subgraph/src/runService.ts', 'const x = new Date();'],
  ['the environment in config.ts', 'banned words', 'gateway/src/config.ts', 'const x = process.env.HOME;'],
  [
    'a feature that uses an earlier one',
    'features import one way',
    'services/finance/src/commission/a.ts',
    `import '../ledger/index.ts';`,
  ],
  [
    'tests with what is made for them',
    'walls between rooms',
    'services/finance/src/a.test.ts',
    `import '@shouwen/testing';`,
  ],
  ['what tests may use', 'declared imports', 'services/finance/src/a.test.ts', `import 'supertest'; import 'node:fs';`],
  ['a file of 200 lines', 'sizes', feature, long(200)],
  ['a function of 60 lines', 'sizes', feature, longFunction(60)],
  ['SQL in a store', 'SQL in its corner', 'services/finance/src/ledger/ledgerStore.ts', `await tx.query('select 1');`],
];

describe('the rules of the house catch', () => {
  it.each(caught)('%s', (_, name, path, text) => {
    expect(rules[name]?.([sourceFile(path, text)])).toHaveLength(1);
  });
});

describe('the rules of the house allow', () => {
  it.each(allowed)('%s', (_, name, path, text) => {
    expect(rules[name]?.([sourceFile(path, text)])).toEqual([]);
  });
});
