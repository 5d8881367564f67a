export { targetsResolvers } from './target.resolvers.ts';
export { targetsMigrations } from './targetMigrations.ts';
