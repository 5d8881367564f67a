export { followUpResolvers } from './followUp.resolvers.ts';
export { followUpMigrations } from './followUpMigrations.ts';
export { recordFollowUp } from './recordFollowUp.ts';
