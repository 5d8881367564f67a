import { mkdtempSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PostgresServer, startPostgres } from '@shouwen/infra';
import { salesReception } from '@shouwen/sales-reception';
import { type BenchService, startBenchService } from './benchService.ts';
import { type LapseFigures, measureLapses } from './lapses.ts';
import { type Call, inWords, measureBoth } from './measure.ts';
import { readsOf } from './salesReads.ts';

const month = { consultants: 60, visits: 10_000, days: 30 };
const tenMonths = { consultants: 60, visits: 100_000, days: 300 };
const readWithinMilliseconds = 50;
const slowerAtMost = 1.5;
const lapsedWithinSeconds = 10;

const tell = (line = ''): void => void process.stdout.write(`${line}\n`);

const on = async <T>(postgres: PostgresServer, work: (bench: BenchService) => Promise<T>): Promise<T> => {
  const bench = await startBenchService(salesReception, postgres);
  try {
    return await work(bench);
  } finally {
    await bench.stop();
  }
};

const judged = (isGood: boolean): string => (isGood ? 'ok' : 'TOO SLOW');

const compareReads = async (small: BenchService, large: BenchService): Promise<boolean> => {
  const [ofMonth, ofTenMonths] = [await readsOf(small, month), await readsOf(large, tenMonths)];
  let good = true;
  for (const [name, call] of Object.entries(ofMonth)) {
    const [one, ten] = await measureBoth(call, ofTenMonths[name] as Call);
    const ratio = ten.p50 / one.p50;
    const isGood = one.p95 < readWithinMilliseconds && ratio <= slowerAtMost;
    good &&= isGood;
    tell(`${name}: ${judged(isGood)}`);
    tell(`  a month:    ${inWords(one)}`);
    tell(`  ten months: ${inWords(ten)}; ${ratio.toFixed(2)} times`);
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

const main = async (): Promise<boolean> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'shouwen-bench-postgres-'));
  const postgres = await startPostgres({ dataDir, temporary: true });
  try {
    tell(
      `${availableParallelism()} cores, Node ${process.versions.node}; everything on this machine, one caller at a time`,
    );
    const readsAreGood = await on(postgres, (small) => on(postgres, (large) => compareReads(small, large)));
    const lapsesAreGood = tellLapses(await on(postgres, (bench) => measureLapses(bench, 10_000)));
    return readsAreGood && lapsesAreGood;
  } finally {
    await postgres.stop();
  }
};

process.exitCode = (await main()) ? 0 : 1;
