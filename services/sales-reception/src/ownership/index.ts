export { confirmClaim } from './changes/confirmClaim.ts';
export { type FollowUpEffect, followUpEffect } from './changes/followUpEffect.ts';
export { openCallClaim, openClaim } from './changes/openClaim.ts';
export { type ClaimSplit, type DealSplit, splitClaim, splitDeal } from './changes/splitClaim.ts';
export type { TransferReason } from './changes/transferClaim.decision.ts';
export { type ClaimTransfer, type ClaimTransferred, transferClaim } from './changes/transferClaim.ts';
export { claimantOf, type VisitFacts } from './changes/visitFacts.ts';
export { voidClaim } from './changes/voidClaim.ts';
export type {
  Claim,
  ClaimEndReason,
  ClaimEvent,
  Confirmation,
  Purchase,
  Share,
  Sharing,
  Standing,
} from './claims/claim.ts';
export { type ClientAtSite, lockClient } from './claims/claimStore.ts';
export { standingFor } from './claims/clientOwnership.ts';
export { wasHereBefore, wasRegistered } from './claims/earlierClientQueries.ts';
export { lapseClaims } from './claims/lapseClaims.ts';
export { ownershipMigrations } from './claims/ownershipMigrations.ts';
export { cancelPurchase, recordPurchase, renameBuyer } from './claims/purchaseStore.ts';
export { warnOfLapses } from './claims/warnOfLapses.ts';
export { lastDayOf, monthsWindowEnd, windowOfCall, windowOfVisit } from './claims/windows.ts';

export { familyResolvers } from './family/family.resolvers.ts';
export { ownershipResolvers } from './ownership.resolvers.ts';
export { type OwnershipLoaders, ownershipLoaders } from './ownershipLoaders.ts';
export type { Attribution } from './recognition/attribution.ts';
export { attributionFor, type DealAsked } from './recognition/attributionFor.ts';
export { type Recognised, type Recognition, recogniseClient } from './recognition/recogniseClient.ts';
export type { RecognitionRefusal } from './recognition/refuseRecognition.ts';
export type { ConsultantPart } from './recognition/shares.ts';
