import type { Tx } from '@shouwen/database';
import { type Reader, scopeParameters } from '../clients/index.ts';
import { joinConsent, joinSeenClient } from '../consents/index.ts';
import type { Survey, SurveyOccasion, SurveyState } from './survey.ts';

/** What holds at every read, whether the timer came or not: who may not be asked is not, and after its last day a survey lapsed. */
const stateNow = `CASE WHEN survey.state <> 'open' THEN survey.state
  WHEN survey.occasion = 'yearly' AND NOT coalesce(consent.given, false) THEN 'cancelled'
  WHEN consent.given = false THEN 'cancelled' WHEN survey.through < $6::date THEN 'lapsed' ELSE 'open' END`;

/** In the shape of `Survey`, of clients whom the reader may read; $1–$6 are `scopeParameters`, and $6 is today. */
const selectSeen = `SELECT survey.survey_id AS "surveyId", survey.client_id AS "clientId", survey.site_id AS "siteId",
    survey.occasion, survey.source_id AS "sourceId", survey.asked_on AS "askedOn", survey.through,
    survey.form_version AS "formVersion", survey.questions, now.state, survey.scores, survey.points,
    survey.most_points AS "mostPoints", survey.answered_at AS "answeredAt", survey.answered_by AS "answeredBy",
    survey.explanation_id AS "explanationId", survey.version
  FROM survey ${joinSeenClient('survey.client_id')} ${joinConsent('survey.client_id', 'survey')}
  CROSS JOIN LATERAL (SELECT ${stateNow} AS state) now`;

export type SurveyPage = {
  readonly from: string;
  readonly through: string;
  readonly states: readonly SurveyState[];
  readonly after: readonly [askedOn: string, surveyId: string] | null;
  readonly limit: number;
};

/** A page of the surveys of these days, in their order, of the clients whom the reader may read (CR-7.03, CR-2.01). */
export const pageOfSurveys = async (tx: Tx, reader: Reader, page: SurveyPage): Promise<Survey[]> =>
  tx.query(
    `${selectSeen} WHERE survey.asked_on BETWEEN $7::date AND $8::date AND now.state = ANY($9)
       AND ($10::date IS NULL OR (survey.asked_on, survey.survey_id) > ($10::date, $11::uuid))
     ORDER BY survey.asked_on, survey.survey_id LIMIT $12`,
    [
      ...scopeParameters(reader),
      ...[page.from, page.through, page.states, page.after?.[0] ?? null, page.after?.[1] ?? null, page.limit],
    ],
  );

/** These surveys, as far as the reader may read their clients. */
export const seenSurveys = async (tx: Tx, reader: Reader, ids: readonly string[]): Promise<Survey[]> =>
  tx.query(`${selectSeen} WHERE survey.survey_id = ANY($7::uuid[])`, [...scopeParameters(reader), ids]);

export type ReportLine = {
  readonly occasion: SurveyOccasion;
  readonly asked: number;
  readonly answered: number;
  readonly points: number;
  readonly mostPoints: number;
  readonly belowTarget: number;
};

/** How a site did in these days, by occasion: asked and answered of the surveys asked within them (CR-7.03). */
export const satisfactionReport = async (
  tx: Tx,
  { siteId, from, through }: { readonly siteId: string; readonly from: string; readonly through: string },
): Promise<ReportLine[]> =>
  tx.query(
    `SELECT s.occasion, count(*)::int AS asked, count(*) FILTER (WHERE s.state = 'answered')::int AS answered,
       coalesce(sum(s.points), 0)::int AS points, coalesce(sum(s.most_points), 0)::int AS "mostPoints",
       count(m.survey_id)::int AS "belowTarget"
     FROM survey s LEFT JOIN survey_measure m USING (survey_id)
     WHERE s.site_id = $1 AND s.asked_on BETWEEN $2::date AND $3::date GROUP BY s.occasion ORDER BY s.occasion`,
    [siteId, from, through],
  );
