import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { compose, readSubgraphSources, servicesDirectory } from './compose/compose.ts';
import { supergraphPath } from './compose/supergraphPath.ts';

// Part of the build: `node compose.main.js [services folder] [output file]`. Ends non-zero when the departments do not fit.
const [directory = servicesDirectory, output = supergraphPath] = process.argv.slice(2);

const fail = (sentences: readonly string[]): never => {
  process.stderr.write(
    `The departments do not compose into one graph:\n${sentences.map((one) => `  ${one}\n`).join('')}`,
  );
  process.exit(1);
};

const readSources = () => {
  try {
    return readSubgraphSources(directory);
  } catch (error) {
    return fail([String(error)]);
  }
};

const composition = compose(readSources());
if ('mistakes' in composition) fail(composition.mistakes);
else {
  mkdirSync(dirname(output), { recursive: true });
  // Written beside and moved, so that a watching gateway never reads half a file.
  writeFileSync(`${output}.new`, composition.supergraphSdl);
  renameSync(`${output}.new`, output);
}
