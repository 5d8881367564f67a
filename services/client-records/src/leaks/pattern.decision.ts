import { siteDate, siteTime } from '@shouwen/kernel';

/** What raises a leak by itself (CR-5.01). */
export const leakPatterns = ['MANY_UNMASKINGS', 'ODD_HOURS', 'OTHERS_CLIENTS', 'UNKNOWN_PHONES', 'BULK_READ'] as const;
export type LeakPattern = (typeof leakPatterns)[number];

/** A line of the trail of one person, as far as patterns look at it. */
export type WatchedLine = {
  readonly seq: number;
  readonly at: Date;
  readonly action: string;
  readonly allowed: boolean;
  readonly clientId: string | null;
  readonly ground: string | null;
};

/** A search by phone that found nobody; `phone` is its blind index. */
export type WatchedMiss = { readonly at: Date; readonly phone: string };

export type PatternLimits = {
  readonly 'search.minutes': number;
  readonly 'leak.phoneMisses': number;
  readonly 'leak.unmaskingsPerHour': number;
  readonly 'leak.nightFrom': string;
  readonly 'leak.nightUntil': string;
  readonly 'leak.nightReads': number;
  readonly 'leak.othersClientsPerDay': number;
};

export type FoundPattern = {
  readonly pattern: LeakPattern;
  /** The day on which it is raised once; of a night the day on which it began. */
  readonly day: string;
  readonly count: number;
  readonly limit: number;
  /** The lines that make it. */
  readonly lines: readonly number[];
  readonly clientIds: readonly string[];
};

export type Watched = {
  /** In the order of their times. */
  readonly lines: readonly WatchedLine[];
  readonly misses: readonly WatchedMiss[];
};

const zone = 'Asia/Shanghai';

/** CR-5.01: which patterns stand in what one person did; at most one of each kind and day. */
export const patternsIn = ({ lines, misses }: Watched, limits: PatternLimits): FoundPattern[] => {
  const read = lines.filter(({ allowed, clientId }) => allowed && clientId !== null);
  const unmasked = lines.filter(({ allowed, action }) => allowed && action.startsWith('client.unmask'));
  return [
    ...crowded(unmasked, { minutes: 60, above: limits['leak.unmaskingsPerHour'] }).map(found('MANY_UNMASKINGS')),
    ...nights(read, limits).map(found('ODD_HOURS')),
    ...othersClients(read, limits['leak.othersClientsPerDay']).map(found('OTHERS_CLIENTS')),
    ...unknownPhones({ lines, misses }, limits).map(found('UNKNOWN_PHONES')),
    ...bulkReads(lines).map(found('BULK_READ')),
  ];
};

type Finding = {
  readonly day: string;
  readonly count: number;
  readonly limit: number;
  readonly of: readonly WatchedLine[];
};

const found =
  (pattern: LeakPattern) =>
  ({ day, count, limit, of }: Finding): FoundPattern => ({
    ...{ pattern, day, count, limit },
    lines: of.map(({ seq }) => seq),
    clientIds: [...new Set(of.map(({ clientId }) => clientId).filter((id) => id !== null))],
  });

/** The first crowd of each day: more than `above` within so many minutes. */
const crowded = (lines: readonly WatchedLine[], { minutes, above }: { minutes: number; above: number }): Finding[] =>
  firstOfEachDay(
    windowsOf(lines, minutes).flatMap(({ last, within: of }) =>
      of.length > above ? [{ day: siteDate(last.at, zone), count: of.length, limit: above, of }] : [],
    ),
  );

type Window<T> = { readonly last: T; readonly within: readonly T[] };

/** For each of them what was within so many minutes before it, itself included. */
const windowsOf = <T extends { readonly at: Date }>(all: readonly T[], minutes: number): Window<T>[] => {
  let start = 0;
  return all.map((last, index) => {
    while (Number(all[start]?.at) <= last.at.getTime() - minutes * 60_000) start += 1;
    return { last, within: all.slice(start, index + 1) };
  });
};

const firstOfEachDay = <T extends { readonly day: string }>(all: readonly T[]): T[] => {
  const days = new Map<string, T>();
  for (const one of all) if (!days.has(one.day)) days.set(one.day, one);
  return [...days.values()];
};

const nights = (read: readonly WatchedLine[], limits: PatternLimits): Finding[] => {
  const { 'leak.nightFrom': from, 'leak.nightUntil': until, 'leak.nightReads': limit } = limits;
  const atNight = read.filter(({ at }) => isBetween(siteTime(at, zone), from, until));
  return [...groupedBy(atNight, ({ at }) => nightOf(at, from, until))]
    .filter(([, of]) => of.length > limit)
    .map(([day, of]) => ({ day, count: of.length, limit, of }));
};

/** From the one until before the other, over midnight when the first is the later. */
const isBetween = (time: string, from: string, until: string): boolean =>
  from <= until ? time >= from && time < until : time >= from || time < until;

/** The hours after midnight belong to the night that began the day before. */
const nightOf = (at: Date, from: string, until: string): string => {
  const isAfterMidnight = from > until && siteTime(at, zone) < until;
  return siteDate(isAfterMidnight ? new Date(at.getTime() - 12 * 3_600_000) : at, zone);
};

const othersClients = (read: readonly WatchedLine[], limit: number): Finding[] => {
  const others = read.filter(({ ground }) => ground === 'site-role');
  return [...groupedBy(others, ({ at }) => siteDate(at, zone))].flatMap(([day, of]) => {
    const count = new Set(of.map(({ clientId }) => clientId)).size;
    return count > limit ? [{ day, count, limit, of }] : [];
  });
};

/** S21: so many different numbers that nobody has, within the time in which searches are counted. */
const unknownPhones = ({ lines, misses }: Watched, limits: PatternLimits): Finding[] => {
  const { 'search.minutes': minutes, 'leak.phoneMisses': limit } = limits;
  const alarms = windowsOf(misses, minutes).flatMap(({ last, within }) => {
    const count = new Set(within.map(({ phone }) => phone)).size;
    return count < limit ? [] : [{ day: siteDate(last.at, zone), count, limit, at: last.at }];
  });
  return firstOfEachDay(alarms).map(({ at: until, ...alarm }) => ({
    ...alarm,
    of: lines.filter(({ at, action }) => isSearch(action) && at > minutesBefore(until, minutes) && at <= until),
  }));
};

const isSearch = (action: string): boolean =>
  ['client.searchByPhone', 'client.identify', 'client.possibleDuplicates'].includes(action);

const minutesBefore = (at: Date, minutes: number): Date => new Date(at.getTime() - minutes * 60_000);

const bulkReads = (lines: readonly WatchedLine[]): Finding[] => {
  const refused = lines.filter(({ allowed, action }) => !allowed && action === 'client.readBulk');
  return [...groupedBy(refused, ({ at }) => siteDate(at, zone))].map(([day, of]) => ({
    ...{ day, count: of.length, limit: 0, of },
  }));
};

const groupedBy = (lines: readonly WatchedLine[], keyOf: (line: WatchedLine) => string): Map<string, WatchedLine[]> => {
  const groups = new Map<string, WatchedLine[]>();
  for (const line of lines) {
    const group = groups.get(keyOf(line)) ?? [];
    group.push(line);
    groups.set(keyOf(line), group);
  }
  return groups;
};
