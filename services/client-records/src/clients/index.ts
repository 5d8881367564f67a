export { clientResolvers } from './client.resolvers.ts';
export { clientLoaders } from './clientLoaders.ts';
