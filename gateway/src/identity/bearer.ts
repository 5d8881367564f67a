import { type PartnerViewer, parseGrants, partnerPermissions, type StaffViewer } from '@shouwen/access';
import type { JWTPayload } from 'jose';

/** Who bears a token, and the session (of a partner: the credential) that it ends with. */
export type Bearer = { readonly viewer: StaffViewer | PartnerViewer; readonly sessionId: string };

/**
 * Reads the claims of a genuine token. One of a member of staff says nothing of scopes and sites, one of a partner says its kind
 * and nothing of grants; what is both, or neither, is nobody (null). So neither can be taken for the other.
 */
export const bearerOf = (claims: JWTPayload): Bearer | null => {
  if (!isId(claims.sub) || !isId(claims.sid)) return null;
  const viewer = claims.kind === 'partner' ? partnerOf(claims) : staffOf(claims);
  return viewer && { viewer, sessionId: claims.sid };
};

const staffOf = (claims: JWTPayload): StaffViewer | null => {
  if (anyOf(claims, ['kind', 'scopes', 'sites'])) return null;
  const grants = parseGrants(claims.grants ?? {});
  return grants && { kind: 'staff', staffId: claims.sub as string, sessionId: claims.sid as string, grants };
};

/** Nothing but a list of ids and a list of what partners may hold at most: anything else was not made by organization. */
const partnerOf = (claims: JWTPayload): PartnerViewer | null => {
  const { scopes, sites } = claims;
  if (anyOf(claims, ['grants']) || !Array.isArray(scopes) || !Array.isArray(sites)) return null;
  if (!scopes.every((one) => partnerPermissions.includes(one)) || !sites.every(isSiteId)) return null;
  return { kind: 'partner', partnerId: claims.sub as string, scopes, sites };
};

const anyOf = (claims: JWTPayload, names: readonly string[]): boolean =>
  names.some((name) => Object.hasOwn(claims, name));

/** A partner has no grant for all sites. */
const isSiteId = (value: unknown): boolean => isId(value) && value !== '*';

const isId = (value: unknown): value is string => typeof value === 'string' && value.length > 0 && value.length <= 100;
