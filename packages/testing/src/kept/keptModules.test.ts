import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const pathOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

type Told = { readonly testResults: readonly { readonly assertionResults: readonly { readonly title: string }[] }[] };

it('what is under test stays loaded from one test file to the next; expect, globals and environment are new', () => {
  const config = {
    rootDir: pathOf('fixture'),
    extensionsToTreatAsEsm: ['.ts'],
    transform: { '^.+\\.ts$': [`${root}node_modules/@swc/jest/index.js`, { module: { type: 'es6' } }] },
    testMatch: ['**/*.test.ts'],
    testEnvironment: pathOf('../../jest/keptEnvironment.cjs'),
    runtime: pathOf('../../jest/keptModules.cjs'),
  };
  const jest = [`${root}node_modules/jest/bin/jest.js`, '-i', '--json', '--config', JSON.stringify(config)];
  const ran = spawnSync(process.execPath, ['--experimental-vm-modules', ...jest], { cwd: root, encoding: 'utf8' });
  expect({ status: ran.status, wrong: ran.status === 0 ? '' : ran.stderr }).toEqual({ status: 0, wrong: '' });
  const { testResults } = JSON.parse(ran.stdout) as Told;
  const titles = testResults.flatMap(({ assertionResults }) => assertionResults.map(({ title }) => title));
  expect(titles.sort()).toEqual(['is visit 1', 'is visit 2']);
});
