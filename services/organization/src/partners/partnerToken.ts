import { appendAudit, type CommandResult, done, refusedWith } from '@shouwen/access';
import { isUuid, type Refusal, reasoning, text } from '@shouwen/kernel';
import { SignJWT } from 'jose';
import type { Act } from '../act.ts';
import {
  accessTokenMinutes,
  attemptLimits,
  countAttempt,
  forgiveAttempts,
  type PasswordCheck,
  QueueFull,
  type SignInDeps,
  signInRefusal,
  tokenAudience,
  tokenIssuer,
} from '../signIn/index.ts';
import type { PartnerRow } from './partner.ts';
import { lockPartner, partnerById } from './partnerStore.ts';

export type PartnerTokenInput = { readonly partnerId: string; readonly secret: string };
export type PartnerTokenAct = Act & { readonly address: string | null };
export type PartnerToken = { readonly partnerId: string; readonly token: string; readonly expiresAt: Date };

/** Longer is no secret of ours; hashing megabytes would be a way to keep the house busy. */
const longestSecret = 200;

/**
 * OR-1.05: client credentials for a token of ten minutes. As with people, attempts are counted per partner and per address, an
 * unknown, an ended and a mistaken partner get one answer after the same work, and no answer is stored under a key.
 */
export const partnerToken =
  (deps: SignInDeps) =>
  async (act: PartnerTokenAct, { partnerId, secret }: PartnerTokenInput): Promise<CommandResult<PartnerToken>> => {
    const at = deps.clock();
    const limits = attemptLimits(`partner:${partnerId.slice(0, 100)}`, act.address);
    if (!(await act.db.transaction((tx) => countAttempt(tx, limits, at)))) {
      await remember(act, partnerId, 'TOO_MANY_ATTEMPTS');
      return signInRefusal('TOO_MANY_ATTEMPTS', act.now);
    }
    const partner = isUuid(partnerId) ? await act.db.read((tx) => partnerById(tx, partnerId)) : null;
    const check = await checkSecret(deps, partner, secret);
    if (check === 'busy') return signInRefusal('SIGN_IN_BUSY', act.now);
    const token = check.right && partner ? await issue(deps, act, { partner, at }) : null;
    if (token === null) {
      await remember(act, partner?.partnerId ?? 'unknown', 'PARTNER_TOKEN_REFUSED');
      return refuse(act.now);
    }
    await act.db.transaction((tx) => forgiveAttempts(tx, limits, at));
    return done(token);
  };

const checkSecret = async (
  { passwords }: SignInDeps,
  partner: PartnerRow | null,
  secret: string,
): Promise<PasswordCheck | 'busy'> => {
  try {
    return await passwords.check(partner?.secretHash ?? null, secret.slice(0, longestSecret));
  } catch (error) {
    if (error instanceof QueueFull) return 'busy';
    throw error;
  }
};

/** Null when the partner ended, or its secret was renewed while it was being checked: the row is locked for the answer. */
const issue = (
  deps: SignInDeps,
  act: Act,
  { partner, at }: { partner: PartnerRow; at: Date },
): Promise<PartnerToken | null> =>
  act.db.transaction(async (tx) => {
    const { partnerId, credentialId } = partner;
    const known = await lockPartner(tx, partnerId);
    if (!known || known.endedAt !== null || known.credentialId !== credentialId) return null;
    const issuedAt = Math.floor(at.getTime() / 1000);
    const expiresAt = issuedAt + accessTokenMinutes * 60;
    const claims = { kind: 'partner', sid: credentialId, scopes: known.scopes, sites: known.siteIds };
    const token = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: deps.key.keyId })
      .setIssuer(tokenIssuer)
      .setAudience(tokenAudience)
      .setSubject(partnerId)
      .setJti(act.newId())
      .setIssuedAt(issuedAt)
      .setExpirationTime(expiresAt)
      .sign(deps.key.privateKey);
    await appendAudit(tx, {
      at,
      actor: { kind: 'partner', partnerId, scopes: known.scopes, sites: known.siteIds },
      siteId: null,
      action: 'partnerToken',
      resource: { type: 'partner', id: partnerId },
      decision: 'allowed',
      requestId: act.requestId,
    });
    return { partnerId, token, expiresAt: new Date(expiresAt * 1000) };
  });

/** A failed attempt is remembered in a transaction of its own. */
const remember = (act: Act, partnerId: string, reason: string): Promise<void> =>
  act.db.transaction((tx) =>
    appendAudit(tx, {
      at: act.now,
      actor: act.viewer,
      siteId: null,
      action: 'partnerToken',
      resource: { type: 'partner', id: isUuid(partnerId) ? partnerId : 'unknown' },
      decision: 'refused',
      reason,
      requestId: act.requestId,
    }),
  );

const refuse = (now: Date): CommandResult<never> => {
  const message = text('合作方编号或密钥不正确。', 'The partner id or the secret is wrong.');
  const refusal: Refusal<'PARTNER_TOKEN_REFUSED'> = { code: 'PARTNER_TOKEN_REFUSED', rule: 'OR-1.05', message };
  return refusedWith(refusal, reasoning(now).apply('OR-1.05').explain('refused', message));
};
