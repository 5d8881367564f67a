import type { Tx } from '@shouwen/database';
import { type PolicyVersion, text } from '@shouwen/kernel';
import { BadInput } from '../errors.ts';

export type NewPolicyVersion<P> = {
  readonly id: string;
  readonly name: string;
  /** Null for the company's version. */
  readonly siteId: string | null;
  readonly preset: string;
  readonly effectiveFrom: Date;
  readonly params: P;
  /** Who put it in force (`actorOf(viewer)`), and when. */
  readonly actor: string;
  readonly at: Date;
};

/**
 * Puts a further version of a policy in force; versions count up by name and site. The caller has validated `params`.
 * @throws BadInput when it would take effect at or before the version it supersedes: what was decided stays decided
 */
export const savePolicyVersion = async <P>(tx: Tx, version: NewPolicyVersion<P>): Promise<PolicyVersion<P>> => {
  const { name, siteId, preset, effectiveFrom, params } = version;
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`policy:${name}:${siteId ?? '*'}`]);
  const last = (await loadPolicyVersions<P>(tx, name, siteId)).at(-1);
  if (last && last.effectiveFrom >= effectiveFrom) throw new BadInput(mustBeLater, 'effectiveFrom');
  const number = (last?.version ?? 0) + 1;
  await tx.query(
    `INSERT INTO policy_version (id, name, site_id, version, preset, effective_from, params, created_by, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [version.id, name, siteId, number, preset, effectiveFrom, JSON.stringify(params), version.actor, version.at],
  );
  return { name, preset, version: number, effectiveFrom, params };
};

/** All versions of a policy at exactly this site (or of the company, null), oldest first: ready for `policyAt`. */
export const loadPolicyVersions = async <P>(
  tx: Tx,
  name: string,
  siteId: string | null,
): Promise<PolicyVersion<P>[]> => {
  const rows = (await tx.query(
    `SELECT name, preset, version, effective_from AS "effectiveFrom", params FROM policy_version
     WHERE name = $1 AND site_id IS NOT DISTINCT FROM $2::uuid ORDER BY version`,
    [name, siteId],
  )) as PolicyVersion<P>[];
  return rows;
};

const mustBeLater = text(
  '新版本的生效时间必须晚于现行版本。',
  'A new version must take effect later than the one it supersedes.',
);
