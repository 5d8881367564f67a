import { type CommandResult, can, demandStaff, NotFound, runCommand } from '@shouwen/access';
import { attendanceExcusedV1 } from '@shouwen/contracts';
import { appendToOutbox } from '@shouwen/messaging';
import { type Act, recordAct } from '../act.ts';
import { deviationById, lockDay, setExcused } from './deviationStore.ts';
import { decideExcuse } from './excuseDeviation.decision.ts';
import type { DeviationKept } from './recordDeviation.ts';

export type ExcuseDeviation = {
  readonly idempotencyKey: string;
  readonly deviationId: string;
  readonly reason: string;
};

/** OR-4.03: a deviation does not count after all; finance hears of it. @throws NotFound for one that the viewer may not know of */
export const excuseDeviation = async (
  act: Act,
  { idempotencyKey, ...asked }: ExcuseDeviation,
): Promise<CommandResult<DeviationKept>> =>
  runCommand({ ...act, name: 'excuseDeviation', idempotencyKey, input: asked }, async (tx) => {
    const found = await deviationById(tx, asked.deviationId);
    if (!found || !can(act.viewer, 'attendance.record', found.siteId)) throw new NotFound();
    await lockDay(tx, found);
    // Read again: somebody may have excused it while this waited.
    const deviation = (await deviationById(tx, asked.deviationId)) ?? found;
    const excuserId = demandStaff(act.viewer).staffId;
    const decision = decideExcuse({ now: act.now, deviation, excuserId });
    if (decision.outcome === 'refused') return decision;
    const { id, siteId, staffId } = deviation;
    const subject = { type: 'deviation', id };
    const record = { action: 'excuseDeviation', siteId, subject, explanation: decision.explanation };
    const explanationId = await recordAct(tx, act, { ...record, reason: asked.reason });
    await setExcused(tx, id, { by: excuserId, at: act.now, explanationId });
    const data = { deviationId: id, staffId, siteId, excusedAt: act.now.toISOString() };
    const aggregate = { type: attendanceExcusedV1.aggregate, id };
    await appendToOutbox(tx, [{ event: attendanceExcusedV1, aggregate, at: act.now, data, id: act.newId() }]);
    return { outcome: 'accepted', result: { deviationId: id, explanationId } };
  });
