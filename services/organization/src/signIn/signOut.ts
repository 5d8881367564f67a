import { appendAudit, demandStaff } from '@shouwen/access';
import type { Act } from '../act.ts';
import { endSessions, sessionById } from '../sessions/index.ts';
import type { SignInDeps } from './issueTokens.ts';

/**
 * Ends the session the request came with, and its refresh token. Doing it twice does nothing more.
 * @throws NotSignedIn
 */
export const signOut =
  ({ clock }: Pick<SignInDeps, 'clock'>) =>
  (act: Act): Promise<Date> => {
    const { sessionId } = demandStaff(act.viewer);
    return act.db.transaction(async (tx) => {
      const at = clock();
      const session = await sessionById(tx, sessionId);
      if (!session) return at;
      await endSessions(tx, { family: session.familyId }, { reason: 'signed-out', at, newId: act.newId });
      await appendAudit(tx, {
        at,
        actor: act.viewer,
        siteId: null,
        action: 'signOut',
        resource: { type: 'session', id: sessionId },
        decision: 'allowed',
        requestId: act.requestId,
      });
      return at;
    });
  };
