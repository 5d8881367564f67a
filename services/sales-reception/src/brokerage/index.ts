export { brokerageLoaders, brokerageResolvers } from './pipeline.resolvers.ts';
export { brokerageMigrations } from './pipelineMigrations.ts';
