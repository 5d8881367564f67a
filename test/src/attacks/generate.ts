/**
 * Writes out what would be too large for a file: every object with a `$` in a request becomes a text or a value.
 * `repeat` and `numbered` (with `#` for the number), `nest` (open, core, close), `join` (parts), `list` (of an item).
 */
export const generate = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(generate);
  if (typeof value !== 'object' || value === null) return value;
  if ('$' in value) return generateOne(value as Generator);
  // Entries, not assignment: a key of a corpus file may be `__proto__`, and must stay one.
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, generate(inner)]));
};

type Generator =
  | { readonly $: 'repeat' | 'numbered'; readonly text: string; readonly times: number }
  | { readonly $: 'nest'; readonly open: string; readonly core: string; readonly close: string; readonly times: number }
  | { readonly $: 'join'; readonly parts: readonly unknown[] }
  | { readonly $: 'list'; readonly item: unknown; readonly times: number };

const generateOne = (generator: Generator): unknown => {
  switch (generator.$) {
    case 'repeat':
      return generator.text.repeat(generator.times);
    case 'numbered':
      return Array.from({ length: generator.times }, (_, n) => generator.text.replaceAll('#', String(n))).join('');
    case 'nest':
      return generator.open.repeat(generator.times) + generator.core + generator.close.repeat(generator.times);
    case 'join':
      return generator.parts.map((part) => String(generate(part))).join('');
    case 'list':
      return Array.from({ length: generator.times }, () => generator.item);
  }
};
