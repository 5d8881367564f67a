export type { SignInDeps } from './issueTokens.ts';
export { createPasswords } from './passwords.ts';
export { signInResolvers } from './signIn.resolvers.ts';
export { signInMigrations } from './signInMigrations.ts';
export { loadSigningKey } from './signingKey.ts';
