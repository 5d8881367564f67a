import type { Feature } from '../department/index.ts';
import { prepareReports } from './prepareReports.ts';
import { statisticsLoaders, statisticsResolvers } from './statistics.resolvers.ts';
import { statisticsMigrations } from './statisticsMigrations.ts';

/** Reports in figures for other departments (CR-4.09): approved by two, prepared in their rhythm, checked before issue, corrected one figure at a time. */
export const statisticsFeature: Feature = ({ vault }) => ({
  migrations: statisticsMigrations,
  resolvers: statisticsResolvers(vault),
  loaders: statisticsLoaders,
  dueWork: [prepareReports],
});
