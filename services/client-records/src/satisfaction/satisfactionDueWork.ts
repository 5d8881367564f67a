import { actorOf, systemViewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { addDays, siteDate } from '@shouwen/kernel';
import type { DueWork, DueWorkDeps } from '@shouwen/timers';
import { homeSitesOf } from '../care/index.ts';
import { takeConsentChanges } from '../consents/index.ts';
import { idsOfPerson, personOf } from '../persons/index.ts';
import { recordsPolicyAt } from '../policies/index.ts';
import { nextYearly } from './askSurvey.decision.ts';
import { askIn } from './askSurvey.ts';
import { tellOverdue } from './measureStore.ts';
import { setClock, stopClocks, takeDueClocks, yearOf } from './surveyClockStore.ts';
import { cancelSurveys, lapseSurveys } from './surveyStore.ts';

type Work = (tx: Tx, deps: DueWorkDeps, now: Date) => Promise<number>;

/** A client is the company's: where a single site is asked for alone, as in a rehearsal, nothing is due. */
const workOf = (name: string, work: Work): DueWork => ({
  name,
  batch: (deps, { now, siteId }) =>
    siteId === null ? deps.db.transaction((tx) => work(tx, deps, now)) : Promise.resolve(0),
});

/** Who agrees is asked once a year from now on; who says no is not asked any more (CR-2.06). */
const followConsents: Work = async (tx, _, now) => {
  const changes = await takeConsentChanges(tx, 'survey', 50);
  const { params } = await recordsPolicyAt(tx, null, now);
  for (const { clientId, given } of changes) {
    const ids = await idsOfPerson(tx, clientId);
    await stopClocks(tx, ids);
    if (given) {
      const { last, openedAt } = await yearOf(tx, ids);
      const openedOn = siteDate(openedAt);
      const next = nextYearly({ last, openedOn, today: siteDate(now) }, params['survey.yearlyDays']);
      await setClock(tx, await personOf(tx, clientId), next);
    } else await cancelSurveys(tx, { clientIds: ids });
  }
  return changes.length;
};

/** CR-7.03: everybody who agreed is asked once a year, however many replicas look, and by whichever of the records. */
const askYearly: Work = async (tx, { newId }, now) => {
  const today = siteDate(now);
  const due = await takeDueClocks(tx, today, 50);
  const { params } = await recordsPolicyAt(tx, null, now);
  const yearlyDays = params['survey.yearlyDays'];
  for (const id of due) {
    const clientId = await personOf(tx, id);
    const { last } = await yearOf(tx, await idsOfPerson(tx, id));
    const wasAsked = last !== null && addDays(last, yearlyDays) > today;
    const siteId = (await homeSitesOf(tx, [clientId], today)).get(clientId) ?? null;
    if (!wasAsked && siteId !== null)
      await askIn(tx, { now, newId }, { clientId, siteId, occasion: 'yearly', sourceId: null, on: today });
    await setClock(tx, id, addDays(wasAsked ? last : today, yearlyDays));
  }
  return due.length;
};

const system = actorOf(systemViewer('client-records'));

/** CR-7.03: surveys are asked yearly, lapse when nobody answers, and measures that are late are said to be. */
export const satisfactionDueWork: readonly DueWork[] = [
  workOf('satisfaction.followConsents', followConsents),
  workOf('satisfaction.askYearly', askYearly),
  workOf('satisfaction.lapse', (tx, _, now) => lapseSurveys(tx, siteDate(now))),
  workOf('satisfaction.overdueMeasures', (tx, { newId }, now) => tellOverdue(tx, { now, newId, by: system })),
];
