import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

/** Compiled by the build, of which it is a part itself. */
const program = fileURLToPath(new URL('../../dist/compose.main.js', import.meta.url));

let folder: string;
let output: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shouwen-compose-'));
  output = join(folder, 'generated', 'supergraph.graphql');
  write('organization', 'type Query { me: String } type Site @key(fields: "id") { id: ID! opened: Date! }');
  write('finance', 'type Query { balance: Money } type Site @key(fields: "id") { id: ID! balance: Money! }');
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (department: string, sdl: string): void => {
  mkdirSync(join(folder, 'services', department, 'src'), { recursive: true });
  writeFileSync(join(folder, 'services', department, 'src', 'all.graphql'), sdl);
};

const compose = () => {
  const { status, stderr } = spawnSync(process.execPath, [program, join(folder, 'services'), output]);
  return { status, told: String(stderr) };
};

describe('the step of the build that makes one graph', () => {
  it('writes the supergraph and says nothing', () => {
    expect(compose()).toEqual({ status: 0, told: '' });
    expect(readFileSync(output, 'utf8')).toContain('join__Graph');
  });

  it('does not write down where the departments are: that is a matter of settings', () => {
    compose();
    expect(readFileSync(output, 'utf8')).not.toMatch(/https?:\/\/(?!specs\.apollo\.dev|\w[\w-]*\.invalid\/)/);
  });

  it('fails with a sentence when a field is of two minds, and leaves the old graph as it is', () => {
    compose();
    const before = readFileSync(output, 'utf8');
    write('finance', 'type Query { me: Int balance: Money }');
    const { status, told } = compose();
    expect(status).toBe(1);
    expect(told).toContain('The departments do not compose into one graph:');
    expect(told).toContain('Query.me');
    expect(readFileSync(output, 'utf8')).toBe(before);
  });

  it('fails with the file and the line when a schema cannot be read', () => {
    write('finance', 'type Query {');
    const { status, told } = compose();
    expect(status).toBe(1);
    expect(told).toMatch(/finance\/src\/all\.graphql:1/);
    expect(existsSync(output)).toBe(false);
  });
});
