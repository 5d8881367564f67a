export { followUpResolvers } from './followUp.resolvers.ts';
export { followUpMigrations } from './followUpMigrations.ts';
export { forgetSteps } from './forgetSteps.ts';
export { monitoringResolvers } from './monitoring.resolvers.ts';
export { recordFollowUp } from './recordFollowUp.ts';
