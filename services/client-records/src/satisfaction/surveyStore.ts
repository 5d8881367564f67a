import { guardedUpdate, type Tx } from '@shouwen/database';
import type { Question, Score, Survey } from './survey.ts';
import { type FormKind, usualForms } from './usualForms.ts';

export type Form = { readonly version: number; readonly questions: readonly Question[] };

/** The form of the site, else of the company, else the usual one. */
export const formOf = async (tx: Tx, kind: FormKind, siteId: string | null): Promise<Form> => {
  const rows: Form[] = await tx.query(
    `SELECT version, questions FROM survey_form WHERE kind = $1 AND (site_id = $2 OR site_id IS NULL)
     ORDER BY site_id IS NULL, version DESC LIMIT 1`,
    [kind, siteId],
  );
  return rows[0] ?? { version: 0, questions: usualForms[kind] };
};

export type NewForm = {
  readonly formId: string;
  readonly siteId: string | null;
  readonly kind: FormKind;
  readonly questions: readonly Question[];
  readonly by: string;
  readonly at: Date;
};

/** Puts a further version of a form in force; surveys that were asked keep theirs. */
export const insertForm = async (tx: Tx, { formId, siteId, kind, questions, by, at }: NewForm): Promise<number> => {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`survey-form:${kind}:${siteId ?? '*'}`]);
  const rows: { version: number }[] = await tx.query(
    `INSERT INTO survey_form (form_id, site_id, kind, version, questions, set_by, set_at)
     SELECT $1, $2, $3, coalesce(max(version), 0) + 1, $4, $5, $6 FROM survey_form
     WHERE kind = $3 AND site_id IS NOT DISTINCT FROM $2::uuid RETURNING version`,
    [formId, siteId, kind, JSON.stringify(questions), by, at],
  );
  return rows[0]?.version ?? 0;
};

export type NewSurvey = Pick<
  Survey,
  'surveyId' | 'clientId' | 'siteId' | 'occasion' | 'sourceId' | 'askedOn' | 'through' | 'explanationId'
> & { readonly form: Form };

/** Writes the survey unless there is one for this deal, complaint, or client and day; answers whether it was written. */
export const insertSurvey = async (tx: Tx, survey: NewSurvey): Promise<boolean> => {
  const rows: unknown[] = await tx.query(
    `INSERT INTO survey (survey_id, client_id, site_id, occasion, source_id, asked_on, through, form_version, questions,
       state, explanation_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'open', $10)
     ON CONFLICT DO NOTHING RETURNING survey_id`,
    [
      ...[survey.surveyId, survey.clientId, survey.siteId, survey.occasion, survey.sourceId, survey.askedOn],
      ...[survey.through, survey.form.version, JSON.stringify(survey.form.questions), survey.explanationId],
    ],
  );
  return rows.length === 1;
};

export type Answered = {
  readonly scores: readonly Score[];
  readonly points: number;
  readonly mostPoints: number;
  readonly at: Date;
  readonly by: string;
  readonly explanationId: string;
};

/** @throws ConcurrentChange when the survey is not as it was read */
export const answerSurvey = (tx: Tx, { surveyId, version }: Survey, answered: Answered): Promise<void> =>
  guardedUpdate(tx, 'survey', {
    where: { survey_id: surveyId, version, state: 'open' },
    set: {
      ...{ state: 'answered', scores: JSON.stringify(answered.scores), points: answered.points },
      ...{ most_points: answered.mostPoints, answered_at: answered.at, answered_by: answered.by },
      explanation_id: answered.explanationId,
    },
  });

/** Cancels what is still open: of clients who said no, or about a deal that came to nothing. */
export const cancelSurveys = async (
  tx: Tx,
  { clientIds, sourceId }: { readonly clientIds?: readonly string[]; readonly sourceId?: string },
): Promise<void> => {
  await tx.query(
    `UPDATE survey SET state = 'cancelled', version = version + 1
     WHERE state = 'open' AND (client_id = ANY($1::uuid[]) OR source_id = $2)`,
    [clientIds ?? [], sourceId ?? null],
  );
};

/** Writes down that nobody answered these in time; answers how many. */
export const lapseSurveys = async (tx: Tx, today: string): Promise<number> => {
  const [, affected] = await tx.query(
    `UPDATE survey SET state = 'lapsed', version = version + 1 WHERE survey_id IN (
       SELECT survey_id FROM survey WHERE state = 'open' AND through < $1::date ORDER BY through LIMIT 200
       FOR UPDATE SKIP LOCKED)`,
    [today],
  );
  return affected as number;
};
