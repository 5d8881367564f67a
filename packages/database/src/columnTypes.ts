import pg from 'pg';

type Parse = (value: string) => unknown;

const wholeNumber: Parse = (value) => {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError(`A bigint column holds ${value}, beyond 2^53`);
  return number;
};

const own: ReadonlyMap<number, Parse> = new Map([
  [pg.types.builtins.INT8, wholeNumber],
  // A date is a day in the site's calendar, 'YYYY-MM-DD'; the driver would make it a moment in the zone of this process.
  [pg.types.builtins.DATE, (value: string) => value],
]);

/** How columns arrive in JavaScript: bigint as a safe whole number (money in fen), date as 'YYYY-MM-DD'. Holds for one pool only. */
export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && own.get(oid)) ||
    pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
};
