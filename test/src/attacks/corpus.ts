import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Attack } from './attack.ts';
import { generate } from './generate.ts';

const folder = fileURLToPath(new URL('../../src/attacks/corpus', import.meta.url));

/** All attacks of the corpus, in the order of their files. */
export const readCorpus = (): Attack[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name) => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as Attack[]);

/** Words of the schema under attack, by the placeholder (`%leaf%`) that stands for them in the corpus. */
export type Words = Readonly<Record<string, string>>;

const placeholder = /%([a-z][A-Za-z]+)%/g;

/** The attack in the words of one schema, written out; null when the schema has no such thing. */
export const inWords = (attack: Attack, words: Words): Attack | null => {
  const written = JSON.stringify(attack);
  const needed = [...written.matchAll(placeholder)].map(([, word]) => word as string);
  if (needed.some((word) => words[word] === undefined)) return null;
  const inner = (word: string): string => JSON.stringify(words[word]).slice(1, -1);
  const spoken = JSON.parse(written.replace(placeholder, (_, word: string) => inner(word))) as Attack;
  return { ...spoken, request: generate(spoken.request) as Attack['request'] };
};
