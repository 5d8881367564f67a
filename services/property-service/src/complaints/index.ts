export { assignHandler } from './assignHandler.ts';
export { complaintResolvers } from './complaint.resolvers.ts';
export { type ComplaintLoaders, complaintLoaders } from './complaintLoaders.ts';
export { hasOpenComplaint, insertComplaint } from './complaintStore.ts';
