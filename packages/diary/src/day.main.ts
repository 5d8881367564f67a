import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Problem, startHouse } from '@shouwen/infra';
import { type DayArguments, readArguments, UsageError, usage } from './arguments.ts';
import { runDay } from './day.ts';
import type { DayReport } from './dayReport.ts';
import { DiaryUnreadable } from './diaryRow.ts';
import { printReport } from './printReport.ts';
import { readDiary } from './readDiary.ts';

const sample = fileURLToPath(new URL('../data/site-diary.csv', import.meta.url));
const tell = (sentence: string): void => void process.stderr.write(`${sentence}\n`);

/** A house of its own that rehearses, with its data in a folder that goes with it, so that nothing that runs is disturbed. */
const inHouse = async <T>(dataDir: string | null, work: (url: string) => Promise<T>): Promise<T> => {
  const folder = dataDir === null ? mkdtempSync(join(tmpdir(), 'shouwen-day-')) : resolve(dataDir);
  const interrupted = new AbortController();
  const interrupt = (): void => interrupted.abort();
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const house = await startHouse({
    dataDir: folder,
    rehearsal: true,
    demo: 'people',
    temporary: dataDir === null,
    signal: interrupted.signal,
    tell,
  });
  const stopped = new Promise<never>((_, reject) => {
    interrupted.signal.addEventListener('abort', () => reject(new Problem('Interrupted.')), { once: true });
  });
  try {
    return await Promise.race([work(house.url), stopped]);
  } finally {
    await house.stop();
    if (dataDir === null) rmSync(folder, { recursive: true, force: true });
  }
};

const main = async ({ diary, preset, json, dataDir }: DayArguments): Promise<DayReport> => {
  const rows = readDiary(readFileSync(diary, 'utf8'));
  const runId = `day${process.pid}`;
  const report = await inHouse(dataDir, (url) =>
    runDay({
      url,
      diary: basename(diary),
      rows,
      preset,
      runId,
      progress: (done, row) => {
        if (row.event === 'close') tell(`${row.date} closed, ${done} of ${rows.length} rows`);
      },
    }),
  );
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
