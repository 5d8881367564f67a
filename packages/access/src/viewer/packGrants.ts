import { isPermission, type Permission } from './permissions.ts';
import type { Grants } from './viewer.ts';

/** Sites at which somebody may do the same: a manager of ten sites holds one set of permissions, not ten. */
export type GrantGroup = { readonly sites: readonly string[]; readonly may: readonly Permission[] };

/** Grants as tokens carry them: each set of permissions once, with the sites at which it is held. */
export const packGrants = (grants: Grants): GrantGroup[] => {
  const groups = new Map<string, { sites: string[]; may: Permission[] }>();
  for (const [site, permissions] of Object.entries(grants)) {
    const may = [...new Set(permissions)].sort();
    const group = groups.get(may.join()) ?? { sites: [], may };
    group.sites.push(site);
    groups.set(may.join(), group);
  }
  return [...groups.values()];
};

/** @returns null when malformed; unknown permissions are dropped, since an older service must not fail on a newer grant */
export const unpackGrants = (groups: readonly unknown[]): Grants | null => {
  const grants: [string, readonly Permission[]][] = [];
  for (const group of groups) {
    if (!isGroup(group)) return null;
    const may = group.may.filter(isPermission);
    for (const site of group.sites) grants.push([site, may]);
  }
  return Object.fromEntries(grants);
};

const isGroup = (value: unknown): value is { sites: string[]; may: unknown[] } => {
  if (typeof value !== 'object' || value === null) return false;
  const { sites, may } = value as Record<string, unknown>;
  return Array.isArray(may) && Array.isArray(sites) && sites.every((site) => typeof site === 'string');
};
