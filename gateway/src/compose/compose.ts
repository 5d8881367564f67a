import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { composeServices } from '@apollo/composition';
import { loadTypeDefs } from '@shouwen/subgraph';
import type { DocumentNode } from 'graphql';
import { subgraphNames } from '../subgraphs/subgraphNames.ts';
import { entityOwners } from './entityOwners.ts';
import { relaxReferences } from './relaxReferences.ts';

export type SubgraphSource = { readonly name: string; readonly typeDefs: DocumentNode };
export type Composition = { readonly supergraphSdl: string } | { readonly mistakes: readonly string[] };

/** Where the repository keeps its departments. */
export const servicesDirectory = fileURLToPath(new URL('../../../services', import.meta.url));

/** Reads the schema of each department from its `src`. Throws the syntax error of a file that cannot be parsed. */
export const readSubgraphSources = (directory = servicesDirectory): SubgraphSource[] =>
  subgraphNames
    .map((name) => ({ name, folder: join(directory, name, 'src') }))
    .filter(({ folder }) => existsSync(folder))
    .map(({ name, folder }) => ({ name, typeDefs: loadTypeDefs(folder) }));

/**
 * Makes one graph out of several. Composition does not throw: what does not fit comes back as sentences.
 * The addresses in the result are placeholders; the gateway takes the real ones from its settings.
 */
export const compose = (sources: readonly SubgraphSource[], owners = entityOwners): Composition => {
  const result = composeServices(
    sources.map(({ name, typeDefs }) => ({
      name,
      typeDefs: relaxReferences(name, typeDefs, owners),
      url: `http://${name}.invalid/graphql`,
    })),
  );
  if (result.errors) {
    return { mistakes: result.errors.map(({ message, extensions }) => `${extensions?.code ?? 'ERROR'}: ${message}`) };
  }
  return { supergraphSdl: result.supergraphSdl };
};
