import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { demoPassword } from '@shouwen/demo';
import { UsageError } from './arguments.ts';

/** That of the demo company unless PASSWORD says otherwise. */
export const passwordOfImporter = (): string => process.env.PASSWORD ?? demoPassword;

/** The address that the house which runs here wrote down. @throws UsageError when none runs */
export const addressOfTheHouse = (): string => {
  try {
    return readFileSync(join(resolve(process.env.DATA_DIR || '.data'), 'run/address'), 'utf8').trim();
  } catch {
    throw new UsageError(
      'The house does not run here: start it with "npm start" in another terminal, or give its --url.',
    );
  }
};
