import { call, followUp } from './acts/contacts.ts';
import { cancel, deposit } from './acts/deals.ts';
import { away, back, close, open, roster } from './acts/floor.ts';
import { done, recognise, visit } from './acts/visits.ts';
import type { RowReport } from './dayReport.ts';
import type { DiaryEvent, DiaryRow } from './diaryRow.ts';
import type { Act, DiaryRun, Outcome } from './diaryRun.ts';
import { GatewayFailed } from './gatewayClient.ts';
import { namesIn } from './rosterOrder.ts';

const acts: Readonly<Record<DiaryEvent, Act>> = {
  roster,
  open,
  close,
  visit,
  done,
  recognise,
  call,
  followup: followUp,
  away,
  back,
  deposit,
  cancel,
};

/** Looks on while the rows are sent. */
export type RunWatch = {
  /** Hears of each row, and which of how many it was. */
  readonly progress?: (done: number, row: DiaryRow) => void;
  /** Called before each row, with how many were sent already; the row waits for it. */
  readonly beforeRow?: (done: number) => Promise<void>;
  /** Called after the last row, before owners and commission are asked for. */
  readonly afterRows?: () => Promise<void>;
};

/**
 * Sends every row through the gateway in its order, each at its time and as the person in it. A row that is neither accepted
 * nor refused by a rule is reported as failed and does not stop the run.
 */
export const runDiary = async (
  run: DiaryRun,
  rows: readonly DiaryRow[],
  { progress, beforeRow }: RunWatch = {},
): Promise<RowReport[]> => {
  const reports: RowReport[] = [];
  for (const { event, date, note } of rows) if (event === 'roster') run.working.set(date, namesIn(note));
  for (const row of rows) {
    await beforeRow?.(reports.length);
    reports.push(reportOf(row, await carryOut(run, row)));
    progress?.(reports.length, row);
  }
  return reports;
};

const carryOut = async (run: DiaryRun, row: DiaryRow): Promise<Outcome> => {
  try {
    return await acts[row.event](run, row);
  } catch (error) {
    if (!(error instanceof GatewayFailed) && !(error instanceof TypeError)) throw error;
    const reason = { zh: error.message, en: error.message };
    return { outcome: 'failed', consultant: null, rules: [], turn: null, code: null, reason };
  }
};

const reportOf = ({ line, date, time, event, client }: DiaryRow, outcome: Outcome): RowReport => ({
  line,
  date,
  time,
  event,
  client: client || null,
  ...outcome,
});
