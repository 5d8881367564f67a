import type { Tx } from '@shouwen/database';
import type { ClientClass, Specialty } from './clientCore.ts';

/** What a class rests on: somebody set it, or another department told of a visit, a claim or a deal. */
export type ClassBasis = 'set' | 'visit' | 'claim' | 'deal';

export type FiledClass = {
  readonly clientId: string;
  readonly siteId: string;
  readonly class: ClientClass;
  readonly specialty?: Specialty | null;
  readonly basis: ClassBasis;
  readonly basisId?: string | null;
  readonly at: Date;
  readonly by: string;
};

/** Files the client under the class; false when that stands already, on the same basis. */
export const fileClass = async (tx: Tx, filed: FiledClass): Promise<boolean> => {
  const rows: unknown[] = await tx.query(
    `INSERT INTO client_class (client_id, site_id, class, specialty, basis, basis_id, filed_at, filed_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING RETURNING class`,
    [
      ...[filed.clientId, filed.siteId, filed.class, filed.specialty ?? null],
      ...[filed.basis, filed.basisId ?? null, filed.at, filed.by],
    ],
  );
  return rows.length > 0;
};

/** Takes the client out of the class, as far as it was set by hand; false when it was not. */
export const endClass = async (
  tx: Tx,
  { clientId, siteId, class: filedAs, at, by }: Omit<FiledClass, 'basis'>,
): Promise<boolean> => {
  const [rows] = (await tx.query(
    `UPDATE client_class SET ended_at = $4, ended_by = $5
     WHERE client_id = $1 AND site_id = $2 AND class = $3 AND basis = 'set' AND ended_at IS NULL RETURNING class`,
    [clientId, siteId, filedAs, at, by],
  )) as [unknown[], number];
  return rows.length > 0;
};

/** A claim or a deal is over, and what rested on it with it. */
export const endClassesOn = async (tx: Tx, basisId: string, { at, by }: { at: Date; by: string }): Promise<void> => {
  await tx.query('UPDATE client_class SET ended_at = $2, ended_by = $3 WHERE basis_id = $1 AND ended_at IS NULL', [
    basisId,
    at,
    by,
  ]);
};

export type ClassRow = {
  readonly clientId: string;
  readonly siteId: string;
  readonly class: ClientClass;
  readonly specialty: Specialty | null;
  readonly since: Date;
};

/**
 * Under which classes these clients are filed at sites that the viewer reads at, under the surviving record (CR-1.05); `siteIds` null
 * is all sites.
 */
export const classesOf = async (
  tx: Tx,
  clientIds: readonly string[],
  siteIds: readonly string[] | null,
): Promise<ClassRow[]> =>
  tx.query(
    `SELECT person AS "clientId", k.site_id AS "siteId", k.class, k.specialty, min(k.filed_at) AS since
     FROM (SELECT id AS client_id, id AS person FROM unnest($1::uuid[]) AS one (id)
           UNION SELECT client_id, person_id FROM client_person WHERE person_id = ANY($1::uuid[])) record
     JOIN client_class k USING (client_id)
     WHERE k.ended_at IS NULL AND ($2::uuid[] IS NULL OR k.site_id = ANY($2))
     GROUP BY person, k.site_id, k.class, k.specialty ORDER BY person, since, k.class`,
    [clientIds, siteIds],
  );
