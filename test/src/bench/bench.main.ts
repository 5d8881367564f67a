import { mkdtempSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { clientRecords } from '@shouwen/client-records';
import { type PostgresServer, startPostgres } from '@shouwen/infra';
import { salesReception } from '@shouwen/sales-reception';
import type { ServiceDefinition } from '@shouwen/subgraph';
import { type BenchService, startBenchService } from './benchService.ts';
import { clientReadsOf } from './clientReads.ts';
import { measureKeyChanges } from './keyChanges.ts';
import { type LapseFigures, measureLapses } from './lapses.ts';
import { type Call, inWords, measureBoth } from './measure.ts';
import { readsOf } from './salesReads.ts';
import { seedClients } from './seedClients.ts';

const month = { consultants: 60, visits: 10_000, days: 30 };
const tenMonths = { consultants: 60, visits: 100_000, days: 300 };
const manyClients = { few: 10_000, many: 1_000_000 };
const readWithinMilliseconds = 50;
const slowerAtMost = 1.5;
const lapsedWithinSeconds = 10;

const tell = (line = ''): void => void process.stdout.write(`${line}\n`);

type Served = { readonly definition: ServiceDefinition; readonly postgres: PostgresServer };

const on = async <T>({ definition, postgres }: Served, work: (bench: BenchService) => Promise<T>): Promise<T> => {
  const bench = await startBenchService(definition, postgres);
  try {
    return await work(bench);
  } finally {
    await bench.stop();
  }
};

const judged = (isGood: boolean): string => (isGood ? 'ok' : 'TOO SLOW');

type Calls = Readonly<Record<string, Call>>;
type Compared = readonly [name: string, calls: Calls];

const compareReads = async ([small, ofSmall]: Compared, [large, ofLarge]: Compared): Promise<boolean> => {
  const width = Math.max(small.length, large.length) + 1;
  let good = true;
  for (const [name, call] of Object.entries(ofSmall)) {
    const [one, ten] = await measureBoth(call, ofLarge[name] as Call);
    const ratio = ten.p50 / one.p50;
    const isGood = one.p95 < readWithinMilliseconds && ten.p95 < readWithinMilliseconds && ratio <= slowerAtMost;
    good &&= isGood;
    tell(`${name}: ${judged(isGood)}`);
    tell(`  ${`${small}:`.padEnd(width)} ${inWords(one)}`);
    tell(`  ${`${large}:`.padEnd(width)} ${inWords(ten)}; ${ratio.toFixed(2)} times`);
  }
  return good;
};

const tellLapses = (lapses: LapseFigures): boolean => {
  const isGood = lapses.seconds < lapsedWithinSeconds && lapses.events === lapses.claims;
  tell(`lapsing ${lapses.claims} claims, two replicas: ${judged(isGood)}`);
  tell(`  ${lapses.seconds.toFixed(1)} s, ${lapses.ended} ended, ${lapses.events} events`);
  tell(`  receptions meanwhile: ${inWords(lapses.receptionsMeanwhile)}`);
  tell(`  receptions before:    ${inWords(lapses.receptionsBefore)}`);
  return isGood;
};

const measureSales = async (postgres: PostgresServer): Promise<boolean> => {
  const served = { definition: salesReception, postgres };
  const reads = await on(served, (small) =>
    on(served, async (large) =>
      compareReads(['a month', await readsOf(small, month)], ['ten months', await readsOf(large, tenMonths)]),
    ),
  );
  const lapses = tellLapses(await on(served, (bench) => measureLapses(bench, 10_000)));
  return reads && lapses;
};

const measureClients = async (postgres: PostgresServer): Promise<boolean> => {
  const served = { definition: clientRecords, postgres };
  return on(served, (small) =>
    on(served, async (large) => {
      const few = await seedClients(small, manyClients.few);
      const many = await seedClients(large, manyClients.many);
      tell(`seeded ${few.count} and ${many.count} clients`);
      const reads = await compareReads(
        [`${few.count} clients`, clientReadsOf(small, few)],
        [`${many.count} clients`, clientReadsOf(large, many)],
      );
      return (await measureKeyChanges(large, many, tell)) && reads;
    }),
  );
};

const parts = { sales: measureSales, clients: measureClients };

const main = async (wanted: readonly string[]): Promise<boolean> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'shouwen-bench-postgres-'));
  const postgres = await startPostgres({ dataDir, temporary: true });
  try {
    tell(
      `${availableParallelism()} cores, Node ${process.versions.node}; everything on this machine, one caller at a time`,
    );
    let good = true;
    for (const [name, measure] of Object.entries(parts))
      if (wanted.length === 0 || wanted.includes(name)) good = (await measure(postgres)) && good;
    return good;
  } finally {
    await postgres.stop();
  }
};

process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1;
