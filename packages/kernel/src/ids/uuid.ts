/** How many random bytes a time-ordered UUID consumes. */
export const uuidRandomBytes = 10;

/**
 * Makes a UUID of version 7 (RFC 9562): 48 bits of milliseconds, then chance, so that ids sort by the time of their making.
 * Time and chance come in from outside. Throws RangeError on fewer than ten random bytes or a time outside 1970..10889.
 */
export const uuidV7 = (at: Date, random: Uint8Array): string => {
  const milliseconds = at.getTime();
  if (!(milliseconds >= 0 && milliseconds < 2 ** 48)) throw new RangeError(`no time for an id: ${milliseconds}`);
  if (random.length < uuidRandomBytes) throw new RangeError(`an id needs ${uuidRandomBytes} random bytes`);
  const time = milliseconds.toString(16).padStart(12, '0');
  const bytes = Uint8Array.from(random.subarray(0, uuidRandomBytes));
  bytes[0] = ((bytes[0] ?? 0) & 0x0f) | 0x70;
  bytes[2] = ((bytes[2] ?? 0) & 0x3f) | 0x80;
  const chance = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [time.slice(0, 8), time.slice(8), chance.slice(0, 4), chance.slice(4, 8), chance.slice(8)].join('-');
};

/**
 * True for a UUID of any version as we write it: 36 characters, small letters. In capitals it is none: a database would take it for
 * the same id, a comparison here would not, and whoever is compared with themselves must be found out.
 */
export const isUuid = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(value);
