import { appendAudit, type CommandResult, done } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { Act } from '../act.ts';
import { insertSession } from '../sessions/index.ts';
import { lockStaff, passwordLength, replacePasswordHash, type StaffRow, staffBySignInName } from '../staff/index.ts';
import { attemptLimits, countAttempt, forgiveAttempts } from './attemptStore.ts';
import { QueueFull } from './boundedQueue.ts';
import { issueTokens, refreshExpiry, type SignInDeps, type Tokens } from './issueTokens.ts';
import type { PasswordCheck } from './passwords.ts';
import { signInRefusal } from './signInRefusals.ts';

export type SignInInput = { readonly signInName: string; readonly password: string };
/** `address`: where the request came from, as far as the gateway told; null when it did not. */
export type SignInAct = Act & { readonly address: string | null };

/**
 * OR-1.05: signs somebody in by name and password. The second factor for those who approve money or secrets is still to come.
 * It keeps no answer under an idempotency key, since that would be a stored token: signing in twice makes two sessions.
 */
export const signIn =
  (deps: SignInDeps) =>
  async (act: SignInAct, { signInName, password }: SignInInput): Promise<CommandResult<Tokens>> => {
    const name = signInName.trim().toLowerCase().slice(0, 100);
    const at = deps.clock();
    const limits = attemptLimits(name, act.address);
    if (!(await act.db.transaction((tx) => countAttempt(tx, limits, at))))
      return refuse(act, null, 'TOO_MANY_ATTEMPTS');
    const staff = await act.db.read((tx) => staffBySignInName(tx, name));
    const check = await checkPassword(deps, staff, password);
    if (check === 'busy') return signInRefusal('SIGN_IN_BUSY', act.now);
    if (!check.right || !staff) return refuse(act, staff, 'SIGN_IN_FAILED');
    const newHash = check.needsRehash ? await deps.passwords.hash(password) : null;
    const tokens = await act.db.transaction((tx) => openSession(tx, act, { deps, staffId: staff.id, at, newHash }));
    if (tokens === null) return refuse(act, staff, 'SIGN_IN_FAILED');
    await act.db.transaction((tx) => forgiveAttempts(tx, limits, at));
    return done(tokens);
  };

const checkPassword = async (
  { passwords }: SignInDeps,
  staff: StaffRow | null,
  password: string,
): Promise<PasswordCheck | 'busy'> => {
  // Nobody has a longer one, and hashing megabytes would be a way to keep the house busy.
  const checked = password.slice(0, passwordLength.most + 1);
  try {
    return await passwords.check(staff?.passwordHash ?? null, checked);
  } catch (error) {
    if (error instanceof QueueFull) return 'busy';
    throw error;
  }
};

/** Null when the person left in the meantime: the row is locked, so leaving comes either before or after all of this. */
const openSession = async (
  tx: Tx,
  act: Act,
  { deps, staffId, at, newHash }: { deps: SignInDeps; staffId: string; at: Date; newHash: string | null },
): Promise<Tokens | null> => {
  const staff = await lockStaff(tx, staffId);
  if (!staff || staff.leftOn !== null) return null;
  if (newHash) await replacePasswordHash(tx, staffId, newHash);
  const sessionId = act.newId();
  const familyId = act.newId();
  await insertSession(tx, { id: sessionId, familyId, staffId, startedAt: at, aliveUntil: refreshExpiry(at) });
  const tokens = await issueTokens(tx, act, { deps, staffId, sessionId, familyId, at });
  await appendAudit(tx, {
    at,
    actor: { kind: 'staff', staffId, sessionId, grants: {} },
    siteId: null,
    action: 'signIn',
    resource: { type: 'staff', id: staffId },
    decision: 'allowed',
    requestId: act.requestId,
  });
  return tokens;
};

/** A failed attempt is remembered, in a transaction of its own; of unknown names nothing but that there was one. */
const refuse = async (
  act: Act,
  staff: StaffRow | null,
  code: 'SIGN_IN_FAILED' | 'TOO_MANY_ATTEMPTS',
): Promise<CommandResult<never>> => {
  await act.db.transaction((tx) =>
    appendAudit(tx, {
      at: act.now,
      actor: act.viewer,
      siteId: null,
      action: 'signIn',
      resource: { type: 'staff', id: staff?.id ?? 'unknown' },
      decision: 'refused',
      reason: code,
      requestId: act.requestId,
    }),
  );
  return signInRefusal(code, act.now);
};
