export type { Claim, ClaimEndReason, ClaimEvent, Confirmation, Purchase, Standing } from './claim.ts';
export { type OwnershipFacts, standingOf } from './standing.ts';
