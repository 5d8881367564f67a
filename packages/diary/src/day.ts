import { setTimeout as pause } from 'node:timers/promises';
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
} & RunWatch;

/** Runs a diary through a gateway, on a site of its own, and asks at the end who owns whom and who earned what. */
export const runDay = async ({ url, diary, rows, preset, runId, ...watch }: Day): Promise<DayReport> => {
  const firstDay = rows[0]?.date ?? '';
  const site = await openDiarySite({ url, consultants: rosterOrderOf(rows), firstDay, preset, runId });
  const run = newRun(site);
  const reports = await runDiary(run, rows, watch);
  await watch.afterRows?.();
  const end = rows.at(-1)?.at ?? new Date(0);
  const turns = await turnsAtEnd(run, rows, end);
  const owners = await ownersAtEnd(run, end);
  const commission = await settled(() => commissionAtEnd(run, rows, end), watch.quietMilliseconds ?? 900);
  return { diary, preset, rows: reports, turns, owners, commission };
};

/** Finance hears of deals by events: the book is asked until it has not grown for a while. */
const settled = async <T extends readonly unknown[]>(ask: () => Promise<T>, quietMilliseconds: number): Promise<T> => {
  let last = await ask();
  for (let same = 0; same * 300 < quietMilliseconds; ) {
    await pause(300);
    const next = await ask();
    same = next.length === last.length ? same + 1 : 0;
    last = next;
  }
  return last;
};
