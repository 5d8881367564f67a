export { ownerLogResolvers } from './ownerLog.resolvers.ts';
export { ownerLogLoaders } from './ownerLogLoaders.ts';
