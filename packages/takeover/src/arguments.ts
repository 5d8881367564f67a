import { parseArgs } from 'node:util';
import type { RegisterKind } from './columns.ts';

export type ImportArguments = {
  readonly file: string;
  /** Id or name. */
  readonly site: string;
  /** The sign-in name of whoever imports. */
  readonly as: string;
  readonly kind: RegisterKind;
  readonly dryRun: boolean;
  /** Null: the house that runs here. */
  readonly url: string | null;
};

/** The command line was wrong; the sentence says what it should be. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const usage = 'npm run import -- --site SITE --as NAME --kind visits|calls FILE [--dry-run] [--url URL]';

/** Reads the words after `npm run import --`. @throws UsageError */
export const readArguments = (words: readonly string[]): ImportArguments => {
  const { values, positionals } = parse(words);
  const { site, as, kind } = values;
  if (site === undefined || as === undefined) throw new UsageError('Say which site, and who imports.');
  if (kind !== 'visits' && kind !== 'calls') throw new UsageError('Say which register it is: visits or calls.');
  const [file, another] = positionals;
  if (file === undefined || another !== undefined) throw new UsageError('Give one file at a time.');
  return { file, site, as, kind, dryRun: values['dry-run'] ?? false, url: values.url ?? null };
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
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
};
