export { openPipelineCase } from './openCase.ts';
export { brokerageLoaders, brokerageResolvers } from './pipeline.resolvers.ts';
export { brokerageMigrations } from './pipelineMigrations.ts';
export { proposeListings } from './proposeAndView.ts';
export { checkPipelineStage, finishPipelineStage } from './workStages.ts';
