import { loadPolicyVersions, savePolicyVersion } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { isPolicyFault, type PolicyVersion, type PresetName, resolvePolicy } from '@shouwen/kernel';
import type { SalesPolicy } from './salesPolicy.ts';
import { salesPolicyDefinition } from './salesPolicyDefinition.ts';

/** A site as its policies know it: the style it chose, its clock, and every version there ever was. */
export type SitePolicies = {
  readonly siteId: string;
  readonly preset: string;
  readonly zone: string;
  readonly versions: readonly PolicyVersion<SalesPolicy>[];
};

/** What a transaction has loaded: its decisions ask for the same site again and again. Gone with the transaction. */
const loadedIn = new WeakMap<Tx, Map<string, Promise<SitePolicies | null>>>();

/** Null for a site that this service has not heard of, or that sells nothing. */
export const findSitePolicies = (tx: Tx, siteId: string): Promise<SitePolicies | null> => {
  const loaded = loadedIn.get(tx) ?? new Map<string, Promise<SitePolicies | null>>();
  loadedIn.set(tx, loaded);
  const found = loaded.get(siteId) ?? loadSitePolicies(tx, siteId);
  loaded.set(siteId, found);
  return found;
};

const loadSitePolicies = async (tx: Tx, siteId: string): Promise<SitePolicies | null> => {
  const rows = (await tx.query(`SELECT preset, time_zone AS "zone" FROM site_policy WHERE site_id = $1`, [
    siteId,
  ])) as Pick<SitePolicies, 'preset' | 'zone'>[];
  const site = rows[0];
  if (!site) return null;
  const versions = await loadPolicyVersions<SalesPolicy>(tx, salesPolicyDefinition.name, siteId);
  return { siteId, ...site, versions: versions.map(completed) };
};

/** A parameter that came after the version was written has the value of its preset: the version did not know it. */
const completed = (version: PolicyVersion<SalesPolicy>): PolicyVersion<SalesPolicy> => {
  const preset = resolvePolicy(salesPolicyDefinition, { preset: version.preset as PresetName });
  return isPolicyFault(preset) ? version : { ...version, params: { ...preset, ...version.params } };
};

/** @throws Error for a site without a policy: whoever asks has checked the site before */
export const sitePoliciesOf = async (tx: Tx, siteId: string): Promise<SitePolicies> => {
  const found = await findSitePolicies(tx, siteId);
  if (!found) throw new Error(`site ${siteId} has adopted no sales policy`);
  return found;
};

export type NewSite = {
  readonly siteId: string;
  readonly preset: string;
  readonly timeZone: string;
  readonly adoptedAt: Date;
};

/** False when the site had adopted one before; the row is left as it is. */
export const insertSite = async (tx: Tx, site: NewSite): Promise<boolean> => {
  loadedIn.delete(tx);
  const rows = (await tx.query(
    `INSERT INTO site_policy (site_id, preset, time_zone, adopted_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (site_id) DO NOTHING RETURNING site_id`,
    [site.siteId, site.preset, site.timeZone, site.adoptedAt],
  )) as unknown[];
  return rows.length === 1;
};

export type NewVersion = {
  readonly id: string;
  readonly siteId: string;
  readonly preset: string;
  readonly effectiveFrom: Date;
  readonly params: SalesPolicy;
  readonly actor: string;
  readonly at: Date;
};

/** @throws BadInput when it would not take effect later than the version before it */
export const insertVersion = (tx: Tx, version: NewVersion): Promise<PolicyVersion<SalesPolicy>> => {
  loadedIn.delete(tx);
  return savePolicyVersion(tx, { name: salesPolicyDefinition.name, ...version });
};
