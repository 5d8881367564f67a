export { ownerLogResolvers } from './ownerLog.resolvers.ts';
export { ownerLogLoaders } from './ownerLogLoaders.ts';
export { readableEntries, wasBroughtUp } from './ownerLogQueries.ts';
export { registerMatter } from './registerMatter.ts';
export { answerMatter, strikeOffMatter } from './settleMatter.ts';
