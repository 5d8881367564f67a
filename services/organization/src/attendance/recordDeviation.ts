import { type CommandResult, demand, demandStaff, NotFound, runCommand } from '@shouwen/access';
import { attendanceDeviatedV1 } from '@shouwen/contracts';
import type { Tx } from '@shouwen/database';
import { isValidDate, siteDate } from '@shouwen/kernel';
import { appendToOutbox } from '@shouwen/messaging';
import { type Act, recordAct } from '../act.ts';
import { siteById } from '../sites/index.ts';
import type { Deviation } from './deviation.ts';
import { deviationsOfDay, hasPostAt, insertDeviation, lockDay } from './deviationStore.ts';
import { lockLeavesOf, overlapping } from './leaveStore.ts';
import { type DeviationFacts, decideDeviation } from './recordDeviation.decision.ts';

type Asked = Pick<Deviation, 'staffId' | 'siteId' | 'on' | 'kind' | 'minutes' | 'halfDays' | 'grave'>;
export type RecordDeviation = Asked & { readonly idempotencyKey: string };
export type DeviationKept = { readonly deviationId: string; readonly explanationId: string };

/** OR-4.03: records a lateness, an early leaving or an absence, and tells finance. @throws Forbidden (`attendance.record`) */
export const recordDeviation = async (
  act: Act,
  { idempotencyKey, ...asked }: RecordDeviation,
): Promise<CommandResult<DeviationKept>> => {
  demand(act.viewer, 'attendance.record', asked.siteId);
  const recordedBy = demandStaff(act.viewer).staffId;
  return runCommand({ ...act, name: 'recordDeviation', idempotencyKey, input: asked }, async (tx) => {
    const decision = decideDeviation({ ...(await factsOf(tx, act, asked)), recorderId: recordedBy });
    if (decision.outcome === 'refused') return decision;
    const { explanation } = decision;
    const { siteId } = asked;
    const id = act.newId();
    const subject = { type: 'deviation', id };
    const explanationId = await recordAct(tx, act, { action: 'recordDeviation', siteId, subject, explanation });
    const deviation = { id, ...asked, recordedBy, recordedAt: act.now, explanationId };
    await insertDeviation(tx, deviation);
    await tell(tx, act, deviation);
    return { outcome: 'accepted', result: { deviationId: id, explanationId } };
  });
};

const factsOf = async (tx: Tx, { now }: Act, asked: Asked): Promise<Omit<DeviationFacts, 'recorderId'>> => {
  const site = await siteById(tx, asked.siteId);
  if (!site) throw new NotFound();
  const today = siteDate(now, site.timeZone);
  // What is no day is refused; the database is not asked about it.
  if (!isValidDate(asked.on)) return { ...asked, now, today, hasPost: false, onLeave: false, known: [] };
  await lockDay(tx, asked);
  await lockLeavesOf(tx, asked.staffId);
  const leaves = await overlapping(tx, { ...asked, from: asked.on, through: asked.on });
  const known = await deviationsOfDay(tx, asked);
  return { ...asked, now, today, hasPost: await hasPostAt(tx, asked), onLeave: leaves.length > 0, known };
};

const tell = async (
  tx: Tx,
  { now, newId }: Act,
  { id, explanationId: _, recordedAt, ...deviation }: Omit<Deviation, 'excusedBy' | 'excusedAt'>,
): Promise<void> => {
  const data = { deviationId: id, ...deviation, recordedAt: recordedAt.toISOString() };
  const aggregate = { type: attendanceDeviatedV1.aggregate, id };
  await appendToOutbox(tx, [{ event: attendanceDeviatedV1, aggregate, at: now, data, id: newId() }]);
};
