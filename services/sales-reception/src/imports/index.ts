import type { Resolvers } from '@shouwen/subgraph';

export { importsMigrations } from './importMigrations.ts';

export const importsResolvers: Resolvers = {};
