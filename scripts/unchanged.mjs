// Skips a step of the build whose inputs are, to the letter, those of the last time.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './terminal.mjs';

/** Does the work unless its outputs are there and nothing in its inputs has changed since. Returns whether it did. */
export const unlessUnchanged = async ({ name, inputs, outputs }, work) => {
  const stamp = join(root, 'node_modules/.cache/shouwen', name);
  const hash = hashOf(inputs());
  const isDone = existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
  if (isDone && outputs().every((file) => existsSync(join(root, file)))) return false;
  rmSync(stamp, { force: true });
  await work();
  mkdirSync(join(stamp, '..'), { recursive: true });
  writeFileSync(stamp, hash);
  return true;
};

/** Files below a folder, named from the root, whose name ends so; what is made or installed is left out. */
export const filesBelow = (folder, ending) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((name) => name.endsWith(ending) && !/node_modules|[\\/](generated)[\\/]/.test(name))
    .sort();

const hashOf = (files) => {
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file}\0${readFileSync(join(root, file), 'utf8')}\0`);
  return hash.digest('hex');
};
