import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type DefinitionNode, type DocumentNode, Kind, parse, Source } from 'graphql';

/** The types all departments share. Read from `src` also when the compiled code runs, which has no copy of it. */
export const sharedSdlPath = fileURLToPath(new URL('../src/shared.graphql', import.meta.url));

const rootTypes = new Set(['Query', 'Mutation']);

/** A feature may write `type Query` as if it were alone: each is one part of the same root type. */
const asPart = (definition: DefinitionNode): DefinitionNode =>
  definition.kind === Kind.OBJECT_TYPE_DEFINITION && rootTypes.has(definition.name.value)
    ? ({ ...definition, kind: Kind.OBJECT_TYPE_EXTENSION, description: undefined } as unknown as DefinitionNode)
    : definition;

const graphqlFiles = (directory: string): string[] =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.graphql') && !name.includes('node_modules'))
    .sort()
    .map((name) => join(directory, name));

const parseFile = (path: string): DocumentNode => parse(new Source(readFileSync(path, 'utf8'), path));

/**
 * The whole schema of one department: the shared types and every `*.graphql` below `directory`, as one document.
 * Throws the syntax error of the first file that cannot be parsed, with its path.
 */
export const loadTypeDefs = (directory: string): DocumentNode => ({
  kind: Kind.DOCUMENT,
  definitions: [sharedSdlPath, ...graphqlFiles(directory)].flatMap((path) => parseFile(path).definitions.map(asPart)),
});
