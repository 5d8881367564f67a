export { moveLeaseEnquiry } from './changeEnquiry.ts';
export { isAnonymous, isOpen, type LeaseEnquiry } from './enquiry.ts';
export { enquiryMigrations } from './enquiryMigrations.ts';
export { changeEnquiry } from './enquiryStore.ts';
export { enquiryToHandle } from './enquiryToHandle.ts';
export { type LeaseEnquiryLoaders, leaseEnquiryLoaders, leaseEnquiryResolvers } from './leaseEnquiry.resolvers.ts';
export type { EnquiryChanged } from './openEnquiry.ts';
export { openLeaseEnquiry } from './openEnquiry.ts';
export { decideStage } from './stage.decision.ts';
