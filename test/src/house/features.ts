import { posix } from 'node:path';
import { breach, type HouseRule } from './breach.ts';
import { isForTests, type SourceFile } from './sourceFile.ts';

/**
 * The features of each service, the ones that know least first. A feature imports from those before it, never from those
 * after it, and only what their `index.ts` offers. `demo` is last: it plays the whole department.
 */
export const featureOrder: Readonly<Record<string, readonly string[]>> = {
  organization: ['roles', 'sites', 'sessions', 'staff', 'grants', 'signIn', 'attendance', 'partners', 'demo'],
  'sales-reception': [
    'policies',
    'projections',
    'units',
    'rotation',
    'conduct',
    'ownership',
    'referrals',
    'registers',
    'imports',
    'followUps',
    'receptions',
    'deals',
    'disputes',
    'campaigns',
    'targets',
    'reports',
    'leasing',
    'brokers',
    'brokerage',
    'hosting',
    'erasures',
    'demo',
  ],
  'client-records': [
    'vault',
    'department',
    'contacts',
    'policies',
    'colleagues',
    'persons',
    'trace',
    'visibility',
    'grants',
    'clients',
    'consents',
    'leaks',
    'dossier',
    'relations',
    'merging',
    'clientImport',
    'archive',
    'contents',
    'requests',
    'loans',
    'custody',
    'exports',
    'tiers',
    'loyalty',
    'care',
    'satisfaction',
    'statistics',
    'visitPlans',
    'personRights',
    'keyRotation',
    'demo',
  ],
  'property-service': ['policies', 'projections', 'complaints', 'ownerLog', 'demo'],
  finance: ['ledger', 'commission', 'sanctions', 'attendance', 'statements', 'demo'],
};

/** Folders that are no features: steps of the schema, which only `service.ts` lists, and types made from the schema. */
const sideFolders = new Set(['migrations']);

/** Features import one way and only through `index.ts`; what lies beside `service.ts` serves the features and knows none. */
export const oneWayFeatures: HouseRule = (files) =>
  files.flatMap((file) => {
    const place = placeOf(file.path);
    if (place === null) return [];
    return file.imports.flatMap(({ from, line }) => {
      if (!from.startsWith('.')) return [];
      const target = placeOf(posix.normalize(posix.join(posix.dirname(file.path), from)));
      const complaint = target === null ? null : complaintAbout(file, place, target);
      return complaint === null ? [] : [breach(file, line, complaint)];
    });
  });

type Place = {
  readonly service: string /** Null: beside service.ts. */;
  readonly feature: string | null;
  readonly file: string;
};

const placeOf = (path: string): Place | null => {
  const [, service, inside] = /^services\/([^/]+)\/src\/(.+)$/.exec(path) ?? [];
  if (service === undefined || inside === undefined) return null;
  const [first = '', ...rest] = inside.split('/');
  return rest.length === 0
    ? { service, feature: null, file: first }
    : { service, feature: first, file: rest.join('/') };
};

const complaintAbout = (file: SourceFile, from: Place, to: Place): string | null => {
  const order = featureOrder[from.service] ?? [];
  for (const { feature } of [from, to]) {
    if (feature !== null && !sideFolders.has(feature) && !order.includes(feature)) {
      return `"${feature}" has no place in the order of features of ${from.service}: give it one`;
    }
  }
  if (from.feature === to.feature || to.feature === null) return null;
  if (from.feature === null) return rootComplaint(file, from, to);
  if (sideFolders.has(to.feature)) return `migrations are for service.ts alone`;
  if (order.indexOf(to.feature) > order.indexOf(from.feature) && !isForTests(file.path))
    return `${from.feature} comes before ${to.feature} and may not know it`;
  const isOffered = to.file === 'index.ts' || isForTests(file.path);
  return isOffered ? null : `reaches past the index.ts of ${to.feature}`;
};

/** `service.ts` lists everything, migrations included; other files beside it are below all features. */
const rootComplaint = (file: SourceFile, from: Place, to: Place): string | null => {
  const isComposition = ['service.ts', 'index.ts', 'main.ts'].includes(from.file) || isForTests(file.path);
  if (!isComposition) return `${from.file} lies beside service.ts, so it serves the features and knows none of them`;
  return to.file === 'index.ts' || sideFolders.has(to.feature ?? '')
    ? null
    : `reaches past the index.ts of ${to.feature}`;
};
