export type { Claim, ClaimEndReason, ClaimStatus, Purchase, Standing } from './claim.ts';
