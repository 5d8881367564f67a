import { parseArgs } from 'node:util';
import type { RegisterKind } from './columns.ts';

export type ImportArguments = {
  readonly file: string;
  /** Id or name. */
  readonly site: string;
  /** The sign-in name of whoever imports. */
  readonly as: string;
  readonly kind: RegisterKind | 'clients';
  /** Of clients: namesakes of clients of the site are opened, too. */
  readonly namesakes: boolean;
  readonly dryRun: boolean;
  /** Null: the house that runs here. */
  readonly url: string | null;
};

/** The command line was wrong; the sentence says what it should be. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const usage =
  'npm run import -- --site SITE --as NAME --kind visits|calls|clients FILE [--dry-run] [--namesakes] [--url URL]';

/** Reads the words after `npm run import --`. @throws UsageError */
export const readArguments = (words: readonly string[]): ImportArguments => {
  const { values, positionals } = parse(words);
  const { site, as, kind } = values;
  if (site === undefined || as === undefined) throw new UsageError('Say which site, and who imports.');
  if (kind !== 'visits' && kind !== 'calls' && kind !== 'clients')
    throw new UsageError('Say which register it is: visits, calls or clients.');
  const [file, another] = positionals;
  if (file === undefined || another !== undefined) throw new UsageError('Give one file at a time.');
  const { 'dry-run': dryRun = false, namesakes = false, url = null } = values;
  return { file, site, as, kind, dryRun, namesakes, url };
};

const parse = (words: readonly string[]) => {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        site: { type: 'string' },
        as: { type: 'string' },
        kind: { type: 'string' },
        url: { type: 'string' },
        'dry-run': { type: 'boolean' },
        namesakes: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
};
