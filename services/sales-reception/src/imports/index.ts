export { forgetImports } from './forgetImports.ts';
export { importsResolvers } from './import.resolvers.ts';
export { importsMigrations } from './importMigrations.ts';
