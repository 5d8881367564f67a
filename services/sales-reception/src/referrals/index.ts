export { checkReferral } from './checkReferral.ts';
export { lapseReferrals } from './lapseReferrals.ts';
export type { FirstVisits } from './ports.ts';
export { type RecognisedReferral, recogniseReferral } from './recogniseReferral.ts';
export { referralsResolvers } from './referral.resolvers.ts';
export { referralsMigrations } from './referralMigrations.ts';
export { registerReferral } from './registerReferral.ts';
export { type ReferralAsked, type ValidReferral, validReferralFor } from './validReferralFor.ts';
