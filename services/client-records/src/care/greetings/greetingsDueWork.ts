import type { Tx } from '@shouwen/database';
import { siteDate } from '@shouwen/kernel';
import type { DueAt, DueWork, DueWorkDeps } from '@shouwen/timers';
import { takeConsentChanges } from '../../consents/index.ts';
import { idsOfPerson, personOf } from '../../persons/index.ts';
import { recordsPolicyAt } from '../../policies/index.ts';
import type { Vault } from '../../vault/index.ts';
import { birthdaysOn, planningWindow } from './calendar.ts';
import { cancelGreetings, missGreetings, restoreGreetings } from './greetingStore.ts';
import { openHolidays, takeHolidayClients } from './holidayPlanStore.ts';
import { dayIndexName, lookAgain, takeDueOccasions } from './occasionStore.ts';
import { planGreetings } from './planGreetings.ts';

type Work = (tx: Tx, deps: DueWorkDeps, now: Date) => Promise<number>;

/** A client is the company's: where a single site is asked for alone, as in a rehearsal, nothing is due. */
const workOf = (name: string, work: Work): DueWork => ({
  name,
  batch: (deps, { now, siteId }: DueAt) =>
    siteId === null ? deps.db.transaction((tx) => work(tx, deps, now)) : Promise.resolve(0),
});

/** What follows when a client agrees to greetings or withdraws (CR-7.01); whoever reads meanwhile sees it already. */
const followConsents: Work = async (tx, { newId }, now) => {
  const changes = await takeConsentChanges(tx, 'care', 50);
  const policy = await recordsPolicyAt(tx, null, now);
  const today = siteDate(now);
  for (const { clientId, given } of changes) {
    const ids = await idsOfPerson(tx, clientId);
    if (given) {
      await restoreGreetings(tx, ids, today);
      await lookAgain(tx, ids);
      const holidays = await openHolidays(tx, { today, policy: policy.params });
      const person = await personOf(tx, clientId);
      const candidates = holidays.map(({ holiday, onDay }) => ({
        ...{ clientId: person, occasionKey: holiday, dueOn: onDay },
        occasion: { kind: 'holiday', holiday } as const,
      }));
      await planGreetings(tx, { now, newId, policy }, candidates);
    } else await cancelGreetings(tx, { clientIds: ids, reason: 'consent-withdrawn', at: now });
  }
  return changes.length;
};

const planBirthdays =
  (vault: Vault): Work =>
  async (tx, { newId }, now) => {
    const policy = await recordsPolicyAt(tx, null, now);
    const window = planningWindow(siteDate(now), policy.params['greeting.planDays']);
    const sought = window.flatMap((date) =>
      birthdaysOn(date, policy.params['greeting.leapDay']).flatMap((day) =>
        vault.blindIndexes(dayIndexName, day).map((index) => ({ date, index })),
      ),
    );
    const days = { dates: sought.map(({ date }) => date), indexes: sought.map(({ index }) => index) };
    const due = await takeDueOccasions(tx, { ...days, limit: 100 });
    const candidates = due.map(({ occasionId, clientId, whose, dueOn }) => ({
      // Of two records of one person each may know the birthday: it is one occasion.
      ...{ clientId, dueOn, occasionKey: whose === 'self' ? 'self' : occasionId },
      occasion: { kind: 'birthday', whose } as const,
    }));
    await planGreetings(tx, { now, newId, policy }, candidates);
    return due.length;
  };

const planHolidays: Work = async (tx, { newId }, now) => {
  const policy = await recordsPolicyAt(tx, null, now);
  const today = siteDate(now);
  await openHolidays(tx, { today, policy: policy.params });
  const next = await takeHolidayClients(tx, today, 200);
  if (!next) return 0;
  const { holiday, onDay, clientIds } = next;
  const occasion = { kind: 'holiday', holiday } as const;
  const candidates = clientIds.map((clientId) => ({ clientId, occasionKey: holiday, occasion, dueOn: onDay }));
  await planGreetings(tx, { now, newId, policy }, candidates);
  return Math.max(1, clientIds.length);
};

/** CR-7.01: greetings are planned by themselves, and those nobody made are written down as missed. */
export const greetingsDueWork = (vault: Vault): readonly DueWork[] => [
  workOf('care.followConsents', followConsents),
  workOf('care.planBirthdays', planBirthdays(vault)),
  workOf('care.planHolidays', planHolidays),
  workOf('care.missGreetings', (tx, _, now) => missGreetings(tx, siteDate(now), now)),
];
