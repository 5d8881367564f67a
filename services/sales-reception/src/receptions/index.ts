export { receptionCommandResolvers } from './command.resolvers.ts';
export { receptionBook } from './receptionBook.ts';
export { receptionMigrations } from './receptionMigrations.ts';
export { visitLoaders, visitResolvers } from './visit.resolvers.ts';
