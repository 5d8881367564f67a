export { setTarget } from './setTarget.ts';
export { targetsResolvers } from './target.resolvers.ts';
export { targetsMigrations } from './targetMigrations.ts';
