export { accessTokenMinutes, tokenAudience, tokenIssuer } from './accessToken.ts';
export { attemptLimits, countAttempt, forgiveAttempts } from './attemptStore.ts';
export { QueueFull } from './boundedQueue.ts';
export type { SignInDeps } from './issueTokens.ts';
export { createPasswords, type PasswordCheck } from './passwords.ts';
export { signInResolvers } from './signIn.resolvers.ts';
export { signInMigrations } from './signInMigrations.ts';
export { signInRefusal } from './signInRefusals.ts';
export { loadSigningKey } from './signingKey.ts';
