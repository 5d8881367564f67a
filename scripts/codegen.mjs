// Makes the types of each service's resolvers from its schema: services/<s>/src/generated/graphql.ts.
// A service may say more in services/<s>/codegen.json: { "mappers": { "Client": "../clients/client.ts#ClientRow" }, "contextType": "../context.ts#Context" }.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const sharedSchema = join(root, 'packages/subgraph/src/shared.graphql');

/** Writes the types of all services; files that would not change are left alone, so that the compiler has nothing to do. */
export const generateTypes = async ({ services = join(root, 'services') } = {}) => {
  const written = [];
  for (const service of readdirSync(services).sort()) {
    const folder = join(services, service);
    const schemas = schemaFiles(join(folder, 'src'));
    if (schemas.length === 0) continue;
    const output = join(folder, 'src/generated/graphql.ts');
    const content = await typesOf([sharedSchema, ...schemas], output, settingsOf(folder));
    if (existsSync(output) && readFileSync(output, 'utf8') === content) continue;
    mkdirSync(dirname(output), { recursive: true });
    writeFileSync(output, content);
    written.push(service);
  }
  return written;
};

const schemaFiles = (folder) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.graphql'))
        .sort()
        .map((name) => join(folder, name))
    : [];

const settingsOf = (folder) => {
  const file = join(folder, 'codegen.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
};

const typesOf = async (files, filename, settings) => {
  const { codegen } = await import('@graphql-codegen/core');
  const typescript = await import('@graphql-codegen/typescript');
  const resolvers = await import('@graphql-codegen/typescript-resolvers');
  const body = await codegen({
    filename,
    schema: await schemaOf(files),
    documents: [],
    config: {
      federation: true,
      contextType: '@shouwen/subgraph#GraphContext',
      scalars: { DateTime: 'Date', Date: 'string', Fen: 'number', ID: 'string', _FieldSet: 'string' },
      strictScalars: true,
      enumsAsTypes: true,
      useTypeImports: true,
      immutableTypes: true,
      ...settings,
    },
    plugins: [{ typescript: {} }, { resolvers: {} }],
    pluginMap: { typescript, resolvers },
  });
  return `// Made from the schema by scripts/codegen.mjs: change the schema instead.\n${body}`;
};

/** All files as one document. Each may write `type Query` as if it were alone; the link to the federation is the composer's business. */
const schemaOf = async (files) => {
  const { Kind, parse, Source } = await import('graphql');
  const definitions = files
    .flatMap((file) => parse(new Source(readFileSync(file, 'utf8'), file)).definitions)
    .filter((one) => one.kind !== Kind.SCHEMA_EXTENSION);
  const seen = new Set();
  const asPart = (one) => {
    if (one.kind !== Kind.OBJECT_TYPE_DEFINITION && one.kind !== Kind.OBJECT_TYPE_EXTENSION) return one;
    if (!['Query', 'Mutation'].includes(one.name.value)) return one;
    const isFirst = !seen.has(one.name.value);
    seen.add(one.name.value);
    return { ...one, kind: isFirst ? Kind.OBJECT_TYPE_DEFINITION : Kind.OBJECT_TYPE_EXTENSION };
  };
  return { kind: Kind.DOCUMENT, definitions: definitions.map(asPart) };
};

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const written = await generateTypes();
  if (written.length > 0) console.log(`types of the schema: ${written.join(', ')}`);
}
