export { clientResolvers } from './client.resolvers.ts';
export { clientLoaders } from './clientLoaders.ts';
export { clientsKnownAt } from './clientStore.ts';
export { duplicateResolvers } from './duplicates.resolvers.ts';
export { identifyClient } from './identifyClient.ts';
export { identifyClientsResolvers } from './identifyClients.resolvers.ts';
