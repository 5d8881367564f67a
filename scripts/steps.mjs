// The steps the commands are made of. They need the packages to be installed.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { onTerminal, quietly, root, StepFailed, step } from './terminal.mjs';
import { filesBelow, unlessUnchanged } from './unchanged.mjs';

const compiler = 'node_modules/typescript/bin/tsc';
const composer = 'gateway/dist/compose.main.js';
const supergraph = 'gateway/generated/supergraph.graphql';
const matrix = 'test/src/matrix/visibility.json';

const schemas = () => [...filesBelow('services', '.graphql'), ...filesBelow('packages/subgraph/src', '.graphql')];

/** Compiles, and composes the five subgraphs; fails when they do not fit together, or nobody said who may see a field. */
export const build = async () => {
  await step('compiling', () => quietly(compiler, ['-b']));
  const graph = {
    name: 'graph',
    inputs: () => [...schemas(), ...filesBelow('gateway/dist/compose', '.js'), composer, matrix, 'package-lock.json'],
    outputs: () => [supergraph],
  };
  await unlessUnchanged(graph, () =>
    step('composing the graph', () => quietly(composer, ['services', supergraph, matrix])),
  );
};

/** Everything that can be wrong without running a test. */
export const check = async () => {
  await build();
  await step('checking the types of the tests', () => quietly(compiler, ['-p', 'tsconfig.test.json']));
  await step('checking the lock', async () => {
    const { missingEntries } = await import('./completeLock.mjs');
    const missing = Object.keys(
      missingEntries(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages),
    );
    if (missing.length === 0) return;
    console.error(`package-lock.json lacks ${missing.join(', ')}: run "node scripts/completeLock.mjs".`);
    throw new StepFailed(1);
  });
  await step('checking the style', () =>
    quietly('node_modules/@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.']),
  );
};

/** Runs jest on this terminal; tests are ES modules, which jest supports behind a flag. */
export const jest = (rest) =>
  onTerminal('node_modules/jest/bin/jest.js', rest, [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
  ]);

/** Runs a compiled program on this terminal. */
export const node = async (file, rest) => {
  program(file);
  await onTerminal(file, rest);
};

/** The address of a compiled program, for `import`. */
export const program = (file) => {
  if (existsSync(join(root, file))) return pathToFileURL(join(root, file)).href;
  console.error(`${file} is not there yet.`);
  throw new StepFailed(1);
};
