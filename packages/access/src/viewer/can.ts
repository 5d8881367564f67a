import { unreachable } from '@shouwen/kernel';
import { Forbidden, NotSignedIn } from '../errors.ts';
import type { Permission } from './permissions.ts';
import type { Grants, StaffViewer, Viewer } from './viewer.ts';

/**
 * OR-1.03: may the viewer do this at this site? Everything not granted is refused.
 * `siteId` null asks for what belongs to no single site: only a grant for all sites answers that.
 */
export const can = (viewer: Viewer, permission: Permission, siteId: string | null): boolean => {
  const sites = sitesWhere(viewer, permission);
  return sites === '*' || (siteId !== null && sites.includes(siteId));
};

/** The sites at which the viewer holds the permission, for the WHERE of a query; `*` is all, `[]` is none. */
export const sitesWhere = (viewer: Viewer, permission: Permission): '*' | string[] => {
  switch (viewer.kind) {
    case 'staff':
      return sitesGranted(viewer.grants, permission);
    case 'partner':
      if (!viewer.scopes.includes(permission)) return [];
      return viewer.sites === '*' ? '*' : [...viewer.sites];
    case 'system':
      return '*';
    case 'anonymous':
      return [];
    default:
      return unreachable(viewer);
  }
};

/** The sites at which the viewer may do anything at all: beyond them the database itself shows nothing (S14). */
export const reachOf = (viewer: Viewer): '*' | string[] => {
  switch (viewer.kind) {
    case 'staff':
      return viewer.grants['*'] ? '*' : Object.keys(viewer.grants);
    case 'partner':
      return viewer.sites === '*' ? '*' : [...viewer.sites];
    case 'system':
      return '*';
    case 'anonymous':
      return [];
    default:
      return unreachable(viewer);
  }
};

/** True when the permission is held at one site at least. */
export const canSomewhere = (viewer: Viewer, permission: Permission): boolean => {
  const sites = sitesWhere(viewer, permission);
  return sites === '*' || sites.length > 0;
};

/** @throws NotSignedIn for the anonymous viewer, Forbidden for one without the permission at the site */
export const demand = (viewer: Viewer, permission: Permission, siteId: string | null): void => {
  if (viewer.kind === 'anonymous') throw new NotSignedIn();
  if (!can(viewer, permission, siteId)) throw new Forbidden(permission);
};

/** @throws NotSignedIn unless the viewer is a signed-in member of staff */
export const demandStaff = (viewer: Viewer): StaffViewer => {
  if (viewer.kind !== 'staff') throw new NotSignedIn();
  return viewer;
};

const sitesGranted = (grants: Grants, permission: Permission): '*' | string[] => {
  if (grants['*']?.includes(permission)) return '*';
  return Object.keys(grants).filter((siteId) => grants[siteId]?.includes(permission));
};
