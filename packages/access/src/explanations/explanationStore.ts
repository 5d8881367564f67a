import type { Tx } from '@shouwen/database';
import type { Explanation, Fact } from '@shouwen/kernel';

export type Subject = { readonly type: string; readonly id: string };
export type SavedExplanation = {
  readonly id: string;
  readonly subject: Subject;
  readonly siteId: string | null;
  readonly explanation: Explanation;
};

/** Keeps why a decision was taken, in the transaction of its effect. Never changed afterwards. */
export const saveExplanation = async (tx: Tx, saved: SavedExplanation): Promise<void> => {
  await tx.query(
    `INSERT INTO explanation (id, subject_type, subject_id, site_id, decided_at, explanation)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [saved.id, saved.subject.type, saved.subject.id, saved.siteId, saved.explanation.decidedAt, saved.explanation],
  );
};

/** Many of them in one statement: for work on hundreds of rows. */
export const saveExplanations = async (tx: Tx, all: readonly SavedExplanation[]): Promise<void> => {
  if (all.length === 0) return;
  const rows = all.map(({ id, subject, siteId, explanation }) => ({
    id,
    subject_type: subject.type,
    subject_id: subject.id,
    site_id: siteId,
    decided_at: explanation.decidedAt,
    explanation,
  }));
  await tx.query(
    `INSERT INTO explanation (id, subject_type, subject_id, site_id, decided_at, explanation)
     SELECT id, subject_type, subject_id, site_id, decided_at, explanation FROM jsonb_to_recordset($1::jsonb)
       AS t(id uuid, subject_type text, subject_id text, site_id uuid, decided_at timestamptz, explanation jsonb)`,
    [JSON.stringify(rows)],
  );
};

/** The explanations with these ids; the caller checks whether the viewer may read what they are about. */
export const explanationsOf = async (tx: Tx, ids: readonly string[]): Promise<Map<string, SavedExplanation>> => {
  if (ids.length === 0) return new Map();
  const rows = (await tx.query(`${selectExplanation} WHERE id = ANY($1::uuid[])`, [ids])) as Row[];
  return new Map(rows.map((row) => [row.id, toSaved(row)]));
};

/** Everything that was decided about one thing, oldest first. */
export const explanationsAbout = async (tx: Tx, subject: Subject): Promise<SavedExplanation[]> => {
  const rows = (await tx.query(
    `${selectExplanation} WHERE subject_type = $1 AND subject_id = $2 ORDER BY decided_at, id`,
    [subject.type, subject.id],
  )) as Row[];
  return rows.map(toSaved);
};

const selectExplanation = 'SELECT id, subject_type, subject_id, site_id, explanation FROM explanation';

type Row = {
  readonly id: string;
  readonly subject_type: string;
  readonly subject_id: string;
  readonly site_id: string | null;
  readonly explanation: Omit<Explanation, 'decidedAt' | 'facts'> & {
    readonly decidedAt: string;
    readonly facts: readonly (Omit<Fact, 'at'> & { readonly at?: string })[];
  };
};

const toSaved = (row: Row): SavedExplanation => ({
  id: row.id,
  subject: { type: row.subject_type, id: row.subject_id },
  siteId: row.site_id,
  explanation: {
    ...row.explanation,
    decidedAt: new Date(row.explanation.decidedAt),
    facts: row.explanation.facts.map(({ at, ...fact }) => (at === undefined ? fact : { ...fact, at: new Date(at) })),
  },
});
