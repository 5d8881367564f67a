import { breach, type HouseRule } from './breach.ts';
import { isForTests, type SourceFile } from './sourceFile.ts';

type Ban = {
  readonly words: readonly string[];
  readonly instead: string;
  /** Where the words may stand. */
  readonly except: (path: string) => boolean;
};

const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const isConfig = (path: string): boolean => fileName(path) === 'config.ts';
/** The one place of a process where time, ids and chance come from. */
const isCompositionRoot = (path: string): boolean => /^(main|config|runService|.+\.main)\.ts$/.test(fileName(path));
const isMachinery = (path: string): boolean => path.startsWith('infra/');

export const bans: readonly Ban[] = [
  {
    words: ['new Date()', 'Date.now'],
    instead: 'time comes in as an argument',
    except: (path) => isCompositionRoot(path) || isMachinery(path) || isForTests(path),
  },
  {
    words: ['randomUUID'],
    instead: 'ids come in as an argument',
    except: (path) => isCompositionRoot(path) || isMachinery(path) || isForTests(path),
  },
  {
    // In tests as well: a test that fails once a week teaches nobody.
    words: ['Math.random'],
    instead: 'chance comes in as an argument; in tests it has a seed',
    except: (path) => jitter.has(path),
  },
  {
    words: ['randomBytes'],
    instead: 'a decision leaves nothing to chance',
    except: (path) => !isPure(path),
  },
  { words: ['process.env'], instead: 'config.ts reads the environment', except: isConfig },
  { words: ['type any'], instead: 'name the type', except: () => false },
];

/** Spreading retries over time is the one use of chance that no outcome depends on. */
const jitter = new Set(['packages/database/src/retry.ts', 'packages/messaging/src/operate/loop.ts']);

/** No banned word outside the places where it belongs. Comments and texts do not count. */
export const bannedWords: HouseRule = (files) =>
  files.flatMap((file) =>
    bans
      .filter(({ except }) => !except(file.path))
      .flatMap(({ words, instead }) =>
        file.words
          .filter(({ word }) => words.includes(word))
          .map(({ word, line }) => breach(file, line, `${word}: ${instead}`)),
      ),
  );

/** Decisions and the kernel: facts in, answer out. */
export const isPure = (path: string): boolean =>
  path.endsWith('.decision.ts') || path.startsWith('packages/kernel/src/');

/** A decision imports nothing that touches the world, and waits for nothing. */
export const pureDecisions: HouseRule = (files) =>
  files
    .filter(({ path }) => isPure(path))
    .flatMap((file) => [
      ...file.imports
        .filter(({ from }) => !isForTests(file.path) && worldly.test(from))
        .map(({ from, line }) => breach(file, line, `a decision may not import ${from}`)),
      ...awaits(file).map((line) => breach(file, line, 'a decision waits for nothing: load the facts before')),
    ]);

const worldly =
  /^node:|^typeorm$|^pg$|^@shouwen\/(database|messaging|subgraph|infra|testing)|(Store|Queries)\.ts$|\.resolvers\.ts$/;

const awaits = (file: SourceFile): number[] =>
  isForTests(file.path)
    ? []
    : file.words.filter(({ word }) => word === 'Promise' || word === 'await').map(({ line }) => line);

/** TypeORM, and in services SQL too, live where the database is spoken to, and nowhere else. */
export const databaseCorner: HouseRule = (files) =>
  files
    .filter(({ path }) => !isForTests(path) && !mayTouchDatabase(path))
    .flatMap((file) => [
      ...file.imports
        .filter(({ from }) => from === 'typeorm' || from === 'pg')
        .map(({ from, line }) => breach(file, line, `${from} is for *Store.ts, *Queries.ts and migrations`)),
      ...file.words
        .filter(({ word }) => file.path.startsWith('services/') && statements.has(word))
        .map(({ word, line }) => breach(file, line, `${word}: SQL is for *Store.ts, *Queries.ts and migrations`)),
    ]);

const statements = new Set(
  [
    'query',
    'getRepository',
    'createQueryBuilder',
    'insert',
    'update',
    'upsert',
    'delete',
    'save',
    'find',
    'findOne',
  ].map((name) => `tx.${name}`),
);

const mayTouchDatabase = (path: string): boolean =>
  path.startsWith('packages/database/') ||
  /(Store|Queries|[mM]igrations)\.ts$|\/migrations\//.test(path) ||
  // These name a type of TypeORM in what a service is made of, and speak to no database.
  path === 'packages/subgraph/src/context.ts';
