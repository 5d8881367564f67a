import { parseArgs } from 'node:util';
import type { Preset } from './openDiarySite.ts';

export type DayArguments = {
  readonly diary: string;
  readonly preset: Preset;
  /** Where the report goes for programs; null for nowhere. */
  readonly json: string | null;
  /** Keep the data here; null: in a folder that is removed afterwards. */
  readonly dataDir: string | null;
  /** Services are killed and started again in between, and every event is delivered twice. */
  readonly disturbed: boolean;
};

/** The command line was wrong; the sentence says what it should be. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const usage = `npm run day [-- [DIARY.csv] [--preset triple-confirmation|one-month] [--json FILE] [--data-dir FOLDER] [--disturbed]]`;

/** Reads the words after \`npm run day --\`. @throws UsageError */
export const readArguments = (words: readonly string[], sample: string): DayArguments => {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        preset: { type: 'string' },
        json: { type: 'string' },
        'data-dir': { type: 'string' },
        disturbed: { type: 'boolean' },
      },
    });
    const preset = values.preset ?? 'triple-confirmation';
    if (preset !== 'one-month' && preset !== 'triple-confirmation') {
      throw new UsageError(`There is no preset "${preset}" for a sales site.`);
    }
    if (positionals.length > 1) throw new UsageError('Give one diary at a time.');
    return {
      diary: positionals[0] ?? sample,
      preset,
      json: values.json ?? null,
      dataDir: values['data-dir'] ?? null,
      disturbed: values.disturbed ?? false,
    };
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError((error as Error).message);
  }
};
