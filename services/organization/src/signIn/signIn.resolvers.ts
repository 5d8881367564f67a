import type { CommandResult } from '@shouwen/access';
import type { GraphContext } from '@shouwen/subgraph';
import { toGraphResult } from '../answer.ts';
import type { SignInDeps, Tokens } from './issueTokens.ts';
import { refreshSession } from './refreshSession.ts';
import { type SignInInput, signIn } from './signIn.ts';
import { signOut } from './signOut.ts';

type Input<I> = { readonly input: I };

export const signInResolvers = (deps: SignInDeps) => ({
  Mutation: {
    signIn: async (_: unknown, { input }: Input<SignInInput>, context: GraphContext) =>
      toSignedIn(await signIn(deps)({ ...context, address: context.clientAddress ?? null }, input)),
    refreshSession: async (_: unknown, { input }: Input<{ refreshToken: string }>, context: GraphContext) =>
      toSignedIn(await refreshSession(deps)(context, input.refreshToken)),
    signOut: async (_: unknown, __: unknown, context: GraphContext) => ({ at: await signOut(deps)(context) }),
  },
});

const toSignedIn = (answer: CommandResult<Tokens>) => {
  if (answer.outcome === 'refused') return toGraphResult('SignedIn', answer);
  const { access, refreshToken, refreshExpiresAt, staffId, sessionId } = answer.result;
  return {
    __typename: 'SignedIn',
    accessToken: access.token,
    accessTokenExpiresAt: access.expiresAt,
    refreshToken,
    refreshTokenExpiresAt: refreshExpiresAt,
    staffId,
    sessionId,
  };
};
