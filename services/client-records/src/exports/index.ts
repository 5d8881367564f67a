import type { DueWork } from '@shouwen/timers';
import type { Feature } from '../department/index.ts';
import { exportLoaders, exportResolvers } from './export.resolvers.ts';
import { exportMigrations } from './exportMigrations.ts';
import { endExportsOver } from './exportStore.ts';
import { fetchExport } from './fetchExport.ts';

/** What nobody fetched in its time is destroyed; it counted as over before. */
const clearExports: DueWork = {
  name: 'exports.clear',
  batch: ({ db }, due) => db.transaction((tx) => endExportsOver(tx, { ...due, limit: 50 })),
};

/** Exports by approval of two (CR-4.08): exactly what was approved, marked with whose it is, fetched once. */
export const exportsFeature: Feature = ({ vault }) => ({
  migrations: exportMigrations,
  resolvers: exportResolvers(vault),
  loaders: exportLoaders,
  openFile: fetchExport(vault),
  dueWork: [clearExports],
});
