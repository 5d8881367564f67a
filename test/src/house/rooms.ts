import { posix } from 'node:path';
import { breach, type HouseRule } from './breach.ts';
import { isForTests, type SourceFile } from './sourceFile.ts';

const forServices = ['kernel', 'contracts', 'database', 'messaging', 'timers', 'access', 'subgraph', 'demo'];

/** Which rooms each room may take from. What is not listed here is a wall. */
export const mayImport: Readonly<Record<string, readonly string[]>> = {
  'packages/kernel': [],
  'packages/demo': [],
  'packages/tables': ['kernel'],
  'packages/contracts': ['kernel'],
  'packages/database': ['kernel'],
  'packages/access': ['kernel', 'contracts', 'database'],
  'packages/messaging': ['kernel', 'contracts', 'database'],
  'packages/timers': ['kernel', 'database'],
  'packages/subgraph': ['kernel', 'contracts', 'database', 'messaging', 'timers', 'access'],
  'packages/testing': ['kernel', 'contracts', 'database', 'messaging', 'timers', 'access', 'subgraph', 'infra'],
  gateway: ['kernel', 'contracts', 'messaging', 'access', 'subgraph'],
  infra: ['database', 'demo'],
  'packages/takeover': ['kernel', 'demo', 'tables'],
  'packages/diary': ['kernel', 'demo', 'infra'],
  'services/organization': forServices,
  'services/sales-reception': [...forServices, 'tables'],
  'services/client-records': [...forServices, 'tables'],
  'services/property-service': forServices,
  'services/finance': [...forServices, 'tables'],
};

/** Tests may besides take what is made for tests, and what the demo company is. */
const testsMayImport = ['testing', 'demo', 'kernel'];

/** The kernel is pure: not even Node is imported. */
const foreignAllowed: Readonly<Record<string, RegExp>> = { 'packages/kernel': /^$/, 'packages/demo': /^$/ };

/** Walls between rooms: packages import only what the table allows, services never each other, nobody reaches into another room. */
export const walls: HouseRule = (files) =>
  files.flatMap((file) => {
    const room = roomOf(file.path);
    return file.imports.flatMap(({ from, line }) => {
      const complaint = complaintAbout(file, room, from);
      return complaint === null ? [] : [breach(file, line, complaint)];
    });
  });

/** `services/finance` of `services/finance/src/ledger/account.ts`. */
export const roomOf = (path: string): string =>
  /^(packages|services)\//.test(path) ? path.split('/').slice(0, 2).join('/') : (path.split('/')[0] ?? '');

const complaintAbout = (file: SourceFile, room: string, from: string): string | null => {
  if (from.startsWith('.')) return relativeComplaint(file, room, from);
  const own = /^@shouwen\/([^/]+)(\/.+)?$/.exec(from);
  if (own === null) return foreignComplaint(file, room, from);
  const [, name = '', inside] = own;
  const isFixture = inside === '/fixture' && isForTests(file.path);
  if (inside !== undefined && !isFixture) return `reaches into ${from}: import the package itself`;
  if (room === 'test') return null;
  const allowed = mayImport[room];
  if (allowed === undefined) return `${room} is not in the table of rooms: write down what it may import`;
  const forTests = isForTests(file.path) ? testsMayImport : [];
  return [...allowed, ...forTests].includes(name) ? null : `${room} may not import ${from}`;
};

const relativeComplaint = (file: SourceFile, room: string, from: string): string | null => {
  if (!from.endsWith('.ts') && !from.endsWith('.json')) return `"${from}" lacks its ending`;
  const target = posix.normalize(posix.join(posix.dirname(file.path), from));
  return target.startsWith(`${room}/src/`) ? null : `reaches out of its room to ${target}: import the package`;
};

const foreignComplaint = (file: SourceFile, room: string, from: string): string | null => {
  const allowed = foreignAllowed[room];
  if (allowed === undefined || isForTests(file.path) || allowed.test(from)) return null;
  return `${room} is pure and may not import ${from}`;
};
