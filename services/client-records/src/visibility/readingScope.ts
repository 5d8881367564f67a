import { canSomewhere, type Permission, sitesWhere, type Viewer } from '@shouwen/access';

/**
 * Which clients a viewer may read, and by which ground (CR-2.01): custody over the whole company, a role at the sites
 * where the client is known, or being the consultant whose client it is at a site where one's own may be read.
 * What is outside the scope does not exist for the viewer.
 */
export type ReadingScope = {
  readonly custody: boolean;
  readonly siteIds: readonly string[];
  readonly own: { readonly staffId: string; readonly siteIds: '*' | readonly string[] } | null;
};

/** `grant`: an approved request, which opens one page and nothing else. */
export type ReadingGround = 'custody' | 'site-role' | 'own-client' | 'grant';

/**
 * The part of the scope in which the viewer also holds `act`, site by site: an act allowed at one site is not allowed on a
 * client whom one reads by what one is at another (OR-1.03).
 */
export const scopeForAct = (viewer: Viewer, act: Permission): ReadingScope => {
  const scope = readingScopeOf(viewer);
  const sites = sitesWhere(viewer, act);
  if (sites === '*') return scope;
  const { own } = scope;
  const ownSites = own?.siteIds === '*' ? sites : (own?.siteIds ?? []).filter((site) => sites.includes(site));
  return {
    custody: false,
    siteIds: scope.custody ? sites : scope.siteIds.filter((site) => sites.includes(site)),
    own: own && { ...own, siteIds: ownSites },
  };
};

/** The scope as the grants give it; everything not granted is outside. */
export const readingScopeOf = (viewer: Viewer): ReadingScope => {
  const sites = sitesWhere(viewer, 'client.readSite');
  const mayReadOwn = viewer.kind === 'staff' && canSomewhere(viewer, 'client.readOwn');
  return {
    custody: sites === '*',
    siteIds: sites === '*' ? [] : sites,
    own: mayReadOwn ? { staffId: viewer.staffId, siteIds: sitesWhere(viewer, 'client.readOwn') } : null,
  };
};
