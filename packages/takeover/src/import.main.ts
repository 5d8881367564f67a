import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { siteDate } from '@shouwen/kernel';
import { readTable, TableUnreadable } from '@shouwen/tables';
import { readArguments, UsageError, usage } from './arguments.ts';
import { addressOfTheHouse, passwordOfImporter } from './config.ts';
import { GraphFailed, graphAt } from './graph.ts';
import { importClients } from './importClients.ts';
import { sentencesOf } from './printOutcome.ts';
import { RegisterUnreadable, readRegister } from './readRegister.ts';
import { findSite, staffByName } from './site.ts';
import { type Outcome, takeOver } from './takeOver.ts';

const tell = (sentence: string): void => void process.stderr.write(`${sentence}\n`);

const main = async (words: readonly string[]): Promise<Outcome> => {
  const { file, site, as, kind, dryRun, namesakes, url } = readArguments(words);
  const bytes = readFileSync(file);
  const table = await readTable(bytes);
  const graph = graphAt(url ?? addressOfTheHouse(), { signInName: as, password: passwordOfImporter() });
  const siteId = await findSite(graph, site);
  const fingerprint = createHash('sha256').update(bytes).update(siteId).update(kind).digest('hex').slice(0, 24);
  const key = `import-${fingerprint}-${siteDate(new Date())}`;
  const progress = (step: string, done: number, of: number): void => tell(`${step}: ${done} of ${of}`);
  if (kind === 'clients') {
    const fileKind = bytes[0] === 0x50 && bytes[1] === 0x4b ? 'XLSX' : 'CSV';
    const wait = () => pause(1_000);
    return importClients({ graph, siteId, table, fileKind, key, dryRun, namesakes, progress, pause: wait });
  }
  const { entries, ignored } = readRegister(table, { kind, idsOf: await staffByName(graph, siteId) });
  if (ignored.length > 0) tell(`These columns are left out: ${ignored.join(', ')}`);
  return takeOver({ graph, siteId, kind, entries, key, dryRun, progress });
};

try {
  const outcome = await main(process.argv.slice(2));
  for (const sentence of sentencesOf(outcome)) process.stdout.write(`${sentence}\n`);
  process.exitCode = outcome.kind === 'refused' ? 1 : 0;
} catch (error) {
  const known = [UsageError, TableUnreadable, RegisterUnreadable, GraphFailed].some((kind) => error instanceof kind);
  const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
  tell(known || missing ? (error as Error).message : String((error as Error).stack));
  if (error instanceof UsageError) tell(usage);
  process.exitCode = 1;
}
