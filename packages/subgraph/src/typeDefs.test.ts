import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { printSchema } from 'graphql';
import { loadTypeDefs } from './typeDefs.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shouwen-sdl-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (path: string, sdl: string): void => {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), sdl);
};

describe('the schema of a department', () => {
  it('is the shared types and the files of all its features, each written as if it were alone', () => {
    write('visits/visit.graphql', 'type Query { visit: String }');
    write('deals/deep/deal.graphql', '"Asked often." type Query { deal: Money } extend enum RefusalCode { SOLD }');
    write('deals/notes.md', 'not a schema');
    const schema = printSchema(buildSubgraphSchema({ typeDefs: loadTypeDefs(folder) }));
    expect(schema).toMatch(/deal: Money\s+visit: String/);
    expect(schema).toMatch(/CLIENT_UNKNOWN\s+SOLD/);
  });

  it('that cannot be parsed is told with the file', () => {
    write('visits/visit.graphql', 'type Query {');
    expect(() => loadTypeDefs(folder)).toThrow(
      expect.objectContaining({ message: expect.stringContaining('Syntax Error') }),
    );
    try {
      loadTypeDefs(folder);
    } catch (error) {
      expect(String(error)).toContain('visit.graphql:1');
    }
  });
});
