import { appendAudit, type CommandResult, done } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { Act } from '../act.ts';
import { endSessions, insertSession, lastSessionOf, prolongSession, type Session } from '../sessions/index.ts';
import { lockStaff } from '../staff/index.ts';
import { issueTokens, refreshExpiry, type SignInDeps, type Tokens } from './issueTokens.ts';
import { lockRefreshToken, markRefreshTokenUsed } from './refreshTokenStore.ts';
import { signInRefusal } from './signInRefusals.ts';

/**
 * OR-1.05: gives a new pair of tokens for a refresh token, which is used up by that. One that was used before shows that two
 * have it: the whole sign-in ends and it is written into the audit trail (S39).
 */
export const refreshSession =
  (deps: SignInDeps) =>
  (act: Act, refreshToken: string): Promise<CommandResult<Tokens>> =>
    act.db.transaction(async (tx) => {
      const at = deps.clock();
      const token = await lockRefreshToken(tx, refreshToken);
      const session = token && (await lastSessionOf(tx, token.familyId));
      if (!token || !session) return signInRefusal('SESSION_ENDED', act.now);
      if (token.usedAt !== null) {
        await endStolenFamily(tx, act, { session, at });
        return signInRefusal('SESSION_ENDED', act.now);
      }
      const staff = await lockStaff(tx, session.staffId);
      if (token.expiresAt <= at || !goesOn(session) || !staff || staff.leftOn !== null)
        return signInRefusal('SESSION_ENDED', act.now);
      await markRefreshTokenUsed(tx, refreshToken, at);
      const sessionId = await continueSession(tx, act, { session, at });
      const { staffId, familyId } = session;
      return done(await issueTokens(tx, act, { deps, staffId, sessionId, familyId, at }));
    });

/** A sign-in survives the change of permissions, with new tokens; nothing else. */
const goesOn = ({ endReason }: Session): boolean => endReason === null || endReason === 'grants-changed';

const continueSession = async (tx: Tx, act: Act, { session, at }: { session: Session; at: Date }): Promise<string> => {
  const aliveUntil = refreshExpiry(at);
  if (session.endedAt === null) {
    await prolongSession(tx, session.id, aliveUntil);
    return session.id;
  }
  const id = act.newId();
  await insertSession(tx, { id, familyId: session.familyId, staffId: session.staffId, startedAt: at, aliveUntil });
  return id;
};

const endStolenFamily = async (tx: Tx, act: Act, { session, at }: { session: Session; at: Date }): Promise<void> => {
  await endSessions(tx, { family: session.familyId }, { reason: 'token-reused', at, newId: act.newId });
  await appendAudit(tx, {
    at,
    actor: act.viewer,
    siteId: null,
    action: 'refreshSession',
    resource: { type: 'session', id: session.id },
    decision: 'refused',
    reason: 'REFRESH_TOKEN_REUSED',
    requestId: act.requestId,
  });
};
