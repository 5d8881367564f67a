import { saveExplanation } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { consentStateAt } from '../consents/index.ts';
import { recordsPolicyAt } from '../policies/index.ts';
import { decideAsking } from './askSurvey.decision.ts';
import type { SurveyOccasion } from './survey.ts';
import { formOf, insertSurvey } from './surveyStore.ts';
import { formKindOf } from './usualForms.ts';

export type Asking = {
  readonly clientId: string;
  readonly siteId: string;
  readonly occasion: SurveyOccasion;
  readonly sourceId: string | null;
  /** The day of the service, or on which the year was over. */
  readonly on: string;
};

/**
 * CR-7.03: asks a client with the form and by the policy of the day, unless the client may not be asked. Answers the id of the survey,
 * null when there is none, or one already.
 */
export const askIn = async (
  tx: Tx,
  { now, newId }: { readonly now: Date; readonly newId: () => string },
  { on, ...asking }: Asking,
): Promise<string | null> => {
  const { clientId, siteId, occasion } = asking;
  const policy = await recordsPolicyAt(tx, siteId, now);
  const consent = await consentStateAt(tx, clientId, { purpose: 'survey', at: now });
  const asked = decideAsking({ now, occasion, on, consent, policy });
  if (!asked) return null;
  const [surveyId, explanationId] = [newId(), newId()];
  const { askedOn, through, explanation } = asked;
  const form = await formOf(tx, formKindOf(occasion), siteId);
  if (!(await insertSurvey(tx, { ...asking, surveyId, askedOn, through, form, explanationId }))) return null;
  await saveExplanation(tx, { id: explanationId, subject: { type: 'Survey', id: surveyId }, siteId, explanation });
  return surveyId;
};
