export { makeWeeklyReports } from './makeWeeklyReports.ts';
export { reportsResolvers } from './report.resolvers.ts';
export { reportsMigrations } from './reportMigrations.ts';
