import { existsSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { breach, type HouseRule } from './breach.ts';
import { roomOf } from './rooms.ts';
import { isForTests, root } from './sourceFile.ts';

/** What the package of a room, or with '' the whole repository, says that it needs. */
export type Declared = (room: string) => ReadonlySet<string>;

/** Nobody imports what the package.json of its room does not declare; tests may also use what the repository has for tests. */
export const declaredImports =
  (declared: Declared): HouseRule =>
  (files) =>
    files.flatMap((file) => {
      const room = roomOf(file.path);
      const known = new Set([...declared(room), ...(isForTests(file.path) ? declared('') : [])]);
      return file.imports.flatMap(({ from, line }) => {
        const name = packageOf(from);
        const isKnown = name === null || known.has(name) || (isForTests(file.path) && name.startsWith('@shouwen/'));
        return isKnown ? [] : [breach(file, line, `${name} is not declared in ${room}/package.json`)];
      });
    });

/** `@scope/name` or `name` of what is imported; null for files beside and for Node itself. */
const packageOf = (from: string): string | null => {
  if (from.startsWith('.') || isBuiltin(from)) return null;
  return from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/');
};

export const declaredIn: Declared = (room) => {
  const file = join(root, room, 'package.json');
  if (!existsSync(file)) return new Set();
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Record<string, string> | undefined>;
  return new Set([...Object.keys(manifest.dependencies ?? {}), ...Object.keys(manifest.devDependencies ?? {})]);
};
