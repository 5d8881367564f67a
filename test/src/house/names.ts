import { breach, type HouseRule } from './breach.ts';

/** What may stand between the name of a file and `.ts`. */
const suffixes = [
  'decision',
  'resolvers',
  'main',
  'decision.test',
  'resolvers.test',
  'test',
  'pg.test',
  'api.test',
  'nats.test',
];

/** Names that say nothing about what is inside. */
const empty = /^(util|utils|utilities|helper|helpers|common|misc|manager|shared|types|constants)$/i;

/** The role of a file is its suffix, and the suffixes of the house are the whole vocabulary; the name says what it is. */
export const fileNames: HouseRule = (files) =>
  files.flatMap((file) => {
    const [name = '', ...rest] = file.path
      .slice(file.path.lastIndexOf('/') + 1)
      .replace(/\.ts$/, '')
      .split('.');
    const suffix = rest.join('.');
    if (rest.length > 0 && !suffixes.includes(suffix))
      return [breach(file, 1, `".${suffix}" is not in the vocabulary of suffixes`)];
    if (empty.test(name)) return [breach(file, 1, `"${name}" says nothing about what is inside`)];
    const isMigration = /\/migrations\/\d{8}_\d{2}_[a-z0-9_]+\.ts$/.test(file.path);
    // Tests of a numbered fault or attack bear its number.
    const isNumbered = /^test\/src\/.*\/([FS]\d\d-)+[A-Za-z0-9]+\.[a-z.]*test\.ts$/.test(file.path);
    return isNumbered || /^[a-z][A-Za-z0-9]*$/.test(name) || isMigration
      ? []
      : [breach(file, 1, `"${name}" is not written likeThis`)];
  });
