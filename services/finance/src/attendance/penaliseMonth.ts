import type { Tx } from '@shouwen/database';
import { endOfDay, type IsoDate, lastDayOfMonth, type PolicyVersion, policyAt, startOfDay } from '@shouwen/kernel';
import { timeZoneOf } from '../ledger/index.ts';
import {
  keepMonth,
  knownPenaltyPolicies,
  lockFinesOf,
  type NewPenalty,
  type PenaltyPolicy,
} from '../sanctions/index.ts';
import type { Deviation } from './deviation.ts';
import { countedDeviations, deviationById, insertDeviation, setExcused } from './deviationStore.ts';
import { penaltiesOfMonth } from './penaltiesOfMonth.decision.ts';

export type AttendanceContext = { readonly now: Date; readonly newId: () => string };

/** An excuse came before what it excuses. Comes right by itself when the event is tried again. */
export class DeviationUnknown extends Error {
  override readonly name = 'DeviationUnknown';
}

/** FI-4: a deviation counts from now on. @throws WaitsForNews for a site that was not heard of yet */
export const penaliseDeviation = async (tx: Tx, told: Deviation, context: AttendanceContext): Promise<void> => {
  await lockFinesOf(tx, told);
  await insertDeviation(tx, told);
  await penaliseMonthOf(tx, told, context);
};

/** FI-4: a deviation does not count any more, and the others of the month move up. @throws DeviationUnknown */
export const excuseDeviation = async (
  tx: Tx,
  { deviationId, at }: { readonly deviationId: string; readonly at: Date },
  context: AttendanceContext,
): Promise<void> => {
  const known = await deviationById(tx, deviationId);
  if (!known) throw new DeviationUnknown(deviationId);
  await lockFinesOf(tx, known);
  await setExcused(tx, deviationId, at);
  await penaliseMonthOf(tx, known, context);
};

/** Computes the whole month anew: what comes late may be the first of its month. */
const penaliseMonthOf = async (
  tx: Tx,
  { siteId, staffId, on }: Deviation,
  context: AttendanceContext,
): Promise<void> => {
  const month = { siteId, staffId, from: `${on.slice(0, 7)}-01`, through: lastDayOfMonth(on) };
  const zone = await timeZoneOf(tx, siteId);
  const versions = await knownPenaltyPolicies(tx, siteId);
  const counted = (await countedDeviations(tx, month)).map((deviation) => ({
    ...deviation,
    policy: policyOfDay(versions, deviation.on, zone),
  }));
  const penalties = penaltiesOfMonth(counted, context.now).flatMap((penalty): NewPenalty[] => {
    const deviation = counted.find(({ deviationId }) => deviationId === penalty.deviationId);
    if (!deviation) return [];
    const { on: occurredOn, recordedBy } = deviation;
    return [{ ...penalty, occurredOn, recordedBy, occurredAt: startOfDay(occurredOn, zone) }];
  });
  await keepMonth(tx, { ...month, penalties }, context);
};

/** What held when the day began, or on the first day of a site what held first; null before that. */
const policyOfDay = (
  versions: readonly PolicyVersion<PenaltyPolicy>[],
  on: IsoDate,
  zone: string,
): PolicyVersion<PenaltyPolicy> | null => {
  const begins = startOfDay(on, zone);
  const ofThatDay = versions.filter(({ effectiveFrom }) => effectiveFrom < endOfDay(on, zone));
  if (ofThatDay.length === 0) return null;
  return ofThatDay.some(({ effectiveFrom }) => effectiveFrom <= begins)
    ? policyAt(versions, begins)
    : (ofThatDay[0] ?? null);
};
