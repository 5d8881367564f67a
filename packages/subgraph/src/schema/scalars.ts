import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';

const badInput = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });

const instantPattern = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;
const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/;
/** Offsets in use on earth end at +14:00 and -12:00; anything beyond is a slip of the pen. */
const widestOffsetMinutes = { ahead: 14 * 60, behind: 12 * 60 };

/** A day of the calendar between the years 1900 and 2199 as `YYYY-MM-DD`. Throws BAD_USER_INPUT. */
export const parseDay = (value: unknown): string => {
  const parts = typeof value === 'string' ? dayPattern.exec(value) : null;
  if (!parts) throw badInput('A date is written YYYY-MM-DD.');
  const [year, month, day] = parts.slice(1).map(Number) as [number, number, number];
  const daysInMonth = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1 || day > daysInMonth) {
    throw badInput('There is no such date.');
  }
  return value as string;
};

const offsetMinutes = (zone: string): number => {
  if (zone === 'Z') return 0;
  const [hours, minutes] = zone.slice(1).split(':').map(Number) as [number, number];
  if (minutes > 59) throw badInput('There is no such time zone.');
  const distance = hours * 60 + minutes;
  const widest = zone[0] === '+' ? widestOffsetMinutes.ahead : widestOffsetMinutes.behind;
  if (distance > widest) throw badInput('There is no such time zone.');
  return zone[0] === '+' ? distance : -distance;
};

/** An instant from ISO-8601 text that names its zone. Throws BAD_USER_INPUT. */
export const parseInstant = (value: unknown): Date => {
  const parts = typeof value === 'string' ? instantPattern.exec(value) : null;
  if (!parts) throw badInput('A time is written in ISO-8601 with its zone, such as 2026-11-22T09:30:00+08:00.');
  const [, day, hour, minute, second, zone] = parts as unknown as [string, string, string, string, string, string];
  parseDay(day);
  offsetMinutes(zone);
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) throw badInput('There is no such time of day.');
  return new Date(value as string);
};

/** A whole number of fen inside the exact range of JSON numbers. Throws BAD_USER_INPUT. */
export const parseFen = (value: unknown): number => {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw badInput('An amount is a whole number of fen.');
  return value;
};

const writeFen = (value: unknown): number => {
  const fen = typeof value === 'bigint' || typeof value === 'string' ? Number(value) : value;
  if (typeof fen !== 'number' || !Number.isSafeInteger(fen)) throw new Error('not a whole number of fen');
  return fen;
};

const writeInstant = (value: unknown): string => {
  const instant = value instanceof Date ? value : new Date(String(value));
  return instant.toISOString();
};

const stringLiteral = (node: ValueNode): unknown => (node.kind === Kind.STRING ? node.value : null);
const integerLiteral = (node: ValueNode): unknown => (node.kind === Kind.INT ? Number(node.value) : null);

export const DateTime = new GraphQLScalarType({
  name: 'DateTime',
  serialize: writeInstant,
  parseValue: parseInstant,
  parseLiteral: (node) => parseInstant(stringLiteral(node)),
});

export const DateScalar = new GraphQLScalarType({
  name: 'Date',
  serialize: parseDay,
  parseValue: parseDay,
  parseLiteral: (node) => parseDay(stringLiteral(node)),
});

export const Fen = new GraphQLScalarType({
  name: 'Fen',
  serialize: writeFen,
  parseValue: parseFen,
  parseLiteral: (node) => parseFen(integerLiteral(node)),
});

/** The scalars every subgraph shares. */
export const sharedScalars = { DateTime, Date: DateScalar, Fen };
