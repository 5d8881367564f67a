import { unpackGrants } from './packGrants.ts';
import { isPermission, type Permission } from './permissions.ts';
import { anonymous, type Grants, type Viewer } from './viewer.ts';

/**
 * Reads the viewer out of verified token claims (`viewer` of the gateway's token).
 * Unknown permissions are dropped, since an older service must not fail on a newer grant.
 * @returns null when it is no viewer at all, and for `system`: no request may claim to be the house itself
 */
export const parseViewer = (value: unknown): Viewer | null => {
  if (!isRecord(value)) return null;
  if (value.kind === 'anonymous') return anonymous;
  if (value.kind === 'staff') return parseStaff(value);
  if (value.kind === 'partner') return parsePartner(value);
  return null;
};

/** Reads `grants` of a token: permissions by site id or `*`, or packed. Null when malformed. */
export const parseGrants = (value: unknown): Grants | null => {
  if (Array.isArray(value)) return unpackGrants(value);
  if (!isRecord(value)) return null;
  const grants: Record<string, readonly Permission[]> = Object.create(null);
  for (const [siteId, permissions] of Object.entries(value)) {
    if (!Array.isArray(permissions)) return null;
    grants[siteId] = permissions.filter(isPermission);
  }
  return { ...grants };
};

const parseStaff = (value: Record<string, unknown>): Viewer | null => {
  const { staffId, sessionId } = value;
  const grants = parseGrants(value.grants);
  if (!isId(staffId) || !isId(sessionId) || grants === null) return null;
  return { kind: 'staff', staffId, sessionId, grants };
};

const parsePartner = (value: Record<string, unknown>): Viewer | null => {
  const { partnerId, scopes, sites } = value;
  if (!isId(partnerId) || !Array.isArray(scopes)) return null;
  if (sites !== '*' && !(Array.isArray(sites) && sites.every(isId))) return null;
  return { kind: 'partner', partnerId, scopes: scopes.filter(isPermission), sites };
};

const isId = (value: unknown): value is string => typeof value === 'string' && value.length > 0 && value.length <= 100;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
