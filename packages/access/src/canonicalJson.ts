/**
 * JSON with the keys of every object sorted, so that equal values have equal text (and hash) whatever their key order.
 * Dates become ISO text, `undefined` members vanish, as in JSON.stringify.
 */
export const canonicalJson = (value: unknown): string =>
  JSON.stringify(sorted(JSON.parse(JSON.stringify(value ?? null))));

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, member]) => [key, sorted(member)]));
};
