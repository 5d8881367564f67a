import type { DayReport } from './dayReport.ts';
import type { DiaryRow } from './diaryRow.ts';
import { newRun } from './diaryRun.ts';
import { commissionAtEnd, ownersAtEnd, turnsAtEnd } from './finish.ts';
import { openDiarySite, type Preset } from './openDiarySite.ts';
import { rosterOrderOf } from './rosterOrder.ts';
import { type RunWatch, runDiary } from './runDiary.ts';

export type Day = {
  /** Of a gateway whose house rehearses. */
  readonly url: string;
  readonly diary: string;
  readonly rows: readonly DiaryRow[];
  readonly preset: Preset;
  readonly runId: string;
  /** Waits until every department has heard what the others told, so that what is asked at the end is all there. */
  readonly allHeard: () => Promise<void>;
} & RunWatch;

/** Runs a diary through a gateway, on a site of its own, and asks at the end who owns whom and who earned what. */
export const runDay = async ({ url, diary, rows, preset, runId, allHeard, ...watch }: Day): Promise<DayReport> => {
  const firstDay = rows[0]?.date ?? '';
  const site = await openDiarySite({ url, consultants: rosterOrderOf(rows), firstDay, preset, runId });
  const run = newRun(site);
  const reports = await runDiary(run, rows, watch);
  await watch.afterRows?.();
  // Finance hears of deals by events, and of much else.
  await allHeard();
  const end = rows.at(-1)?.at ?? new Date(0);
  const turns = await turnsAtEnd(run, rows, end);
  const owners = await ownersAtEnd(run, end);
  const commission = await commissionAtEnd(run, rows, end);
  return { diary, preset, rows: reports, turns, owners, commission };
};
