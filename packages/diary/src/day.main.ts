import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type House, Problem, startHouse } from '@shouwen/infra';
import { untilAllHeard } from './allHeard.ts';
import { type DayArguments, readArguments, UsageError, usage } from './arguments.ts';
import { runDay } from './day.ts';
import type { DayReport } from './dayReport.ts';
import { DiaryUnreadable } from './diaryRow.ts';
import { disturbanceOf, everythingTwice } from './disturbance.ts';
import { printReport } from './printReport.ts';
import { readDiary } from './readDiary.ts';

const sample = fileURLToPath(new URL('../data/site-diary.csv', import.meta.url));
/** Each of the five is killed several times in the sample's five weeks. */
const killEveryRows = 40;

const tell = (sentence: string): void => void process.stderr.write(`${sentence}\n`);

/** A house of its own that rehearses, with its data in a folder that goes with it, so that nothing that runs is disturbed. */
const inHouse = async <T>({ dataDir, disturbed }: DayArguments, work: (house: House) => Promise<T>): Promise<T> => {
  const folder = dataDir === null ? mkdtempSync(join(tmpdir(), 'shouwen-day-')) : resolve(dataDir);
  const interrupted = new AbortController();
  const interrupt = (): void => interrupted.abort();
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const house = await startHouse({
    dataDir: folder,
    rehearsal: true,
    demo: 'people',
    ...(disturbed ? { environment: everythingTwice } : {}),
    temporary: dataDir === null,
    signal: interrupted.signal,
    tell,
  });
  const stopped = new Promise<never>((_, reject) => {
    interrupted.signal.addEventListener('abort', () => reject(new Problem('Interrupted.')), { once: true });
  });
  try {
    return await Promise.race([work(house), stopped]);
  } finally {
    await house.stop();
    if (dataDir === null) rmSync(folder, { recursive: true, force: true });
  }
};

const main = async (asked: DayArguments): Promise<DayReport> => {
  const { diary, preset, json } = asked;
  const rows = readDiary(readFileSync(diary, 'utf8'));
  const report = await inHouse(asked, async (house) => {
    const disturbance = asked.disturbed ? disturbanceOf(house, killEveryRows) : null;
    const told = await runDay({
      url: house.url,
      diary: basename(diary),
      rows,
      preset,
      runId: `day${process.pid}`,
      allHeard: () => untilAllHeard(house),
      progress: (done, row) => {
        if (row.event === 'close') tell(`${row.date} closed, ${done} of ${rows.length} rows`);
      },
      ...disturbance?.watch,
    });
    if (disturbance !== null) tell(`killed meanwhile: ${JSON.stringify(disturbance.kills())}; every event sent twice`);
    return told;
  });
  process.stdout.write(`${printReport(report)}\n`);
  if (json !== null) writeFileSync(json, `${JSON.stringify(report, null, 2)}\n`);
  return report;
};

const failed = ({ rows }: DayReport): number => rows.filter(({ outcome }) => outcome === 'failed').length;

try {
  const report = await main(readArguments(process.argv.slice(2), sample));
  process.exitCode = failed(report) === 0 ? 0 : 1;
} catch (error) {
  const known = error instanceof UsageError || error instanceof DiaryUnreadable || error instanceof Problem;
  const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
  tell(known || missing ? (error as Error).message : String((error as Error).stack));
  if (error instanceof UsageError) tell(usage);
  // Interrupted, rows that are still under way would be tried again and again in a house that is gone.
  process.exit(1);
}
