export { clientResolvers } from './client.resolvers.ts';
export { clientLoaders } from './clientLoaders.ts';
export { clientsKnownAt } from './clientStore.ts';
export { identifyClient } from './identifyClient.ts';
export { identifyClientsResolvers } from './identifyClients.resolvers.ts';
