import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { compose, readSubgraphSources, servicesDirectory } from './compose/compose.ts';
import { matrixGaps } from './compose/matrixGaps.ts';
import { supergraphPath } from './compose/supergraphPath.ts';

// Part of the build: `node compose.main.js [services folder] [output file] [matrix of visibility]`. Ends non-zero when the departments
// do not fit, or when the matrix does not say of each field of the graph who may see it.
const [directory = servicesDirectory, output = supergraphPath, matrix] = process.argv.slice(2);

const fail = (sentences: readonly string[], heading = 'The departments do not compose into one graph:'): never => {
  process.stderr.write(`${heading}\n${sentences.map((one) => `  ${one}\n`).join('')}`);
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
  const gaps =
    matrix === undefined ? [] : matrixGaps(composition.supergraphSdl, JSON.parse(readFileSync(matrix, 'utf8')));
  if (gaps.length > 0) fail(gaps, `The graph and ${matrix} differ:`);
  mkdirSync(dirname(output), { recursive: true });
  // Written beside and moved, so that a watching gateway never reads half a file.
  writeFileSync(`${output}.new`, composition.supergraphSdl);
  renameSync(`${output}.new`, output);
}
