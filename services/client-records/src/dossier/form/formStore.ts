import type { Tx } from '@shouwen/database';
import { defaultForm } from './defaultForm.ts';
import type { DossierForm } from './dossierForm.ts';

/** The form in use at a site; the default one until the site has changed it (CR-1.03). */
export const formAt = async (tx: Tx, siteId: string): Promise<DossierForm> => {
  const rows: DossierForm[] = await tx.query(`${selectForms} WHERE site_id = $1 ORDER BY version DESC LIMIT 1`, [
    siteId,
  ]);
  return rows[0] ?? defaultForm(siteId);
};

export type FormRef = { readonly siteId: string; readonly version: number };

/** These versions; version 0 of any site is the default form. */
export const formsOf = async (tx: Tx, refs: readonly FormRef[]): Promise<DossierForm[]> => {
  const rows: DossierForm[] = await tx.query(
    `${selectForms} WHERE (site_id, version) IN (SELECT * FROM unnest($1::uuid[], $2::int[]))`,
    [refs.map(({ siteId }) => siteId), refs.map(({ version }) => version)],
  );
  return [...rows, ...refs.filter(({ version }) => version === 0).map(({ siteId }) => defaultForm(siteId))];
};

const selectForms = 'SELECT site_id AS "siteId", version, fields FROM dossier_form';

/** Makes this transaction the only one that changes the form of the site. */
export const lockForm = async (tx: Tx, siteId: string): Promise<void> => {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`dossier-form:${siteId}`]);
};

export type MadeBy = { readonly at: Date; readonly by: string; readonly explanationId: string };

export const insertForm = async (tx: Tx, { siteId, version, fields }: DossierForm, made: MadeBy): Promise<void> => {
  await tx.query(
    `INSERT INTO dossier_form (site_id, version, fields, made_at, made_by, explanation_id) VALUES ($1, $2, $3, $4, $5, $6)`,
    [siteId, version, JSON.stringify(fields), made.at, made.by, made.explanationId],
  );
};
