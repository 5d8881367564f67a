import type { Tx } from '@shouwen/database';
import { personSql } from '../../persons/index.ts';
import type { CareParams } from '../../policies/index.ts';
import { holidayIn, planningWindow } from './calendar.ts';
import type { Holiday } from './greeting.ts';

export type HolidayPlan = { readonly holiday: Holiday; readonly onDay: string };
type Asked = { readonly today: string; readonly policy: CareParams };

/** The holidays within the window, each with its row from now on; one of a year without official data is not among them. */
export const openHolidays = async (tx: Tx, { today, policy }: Asked): Promise<readonly HolidayPlan[]> => {
  const window = planningWindow(today, policy['greeting.planDays']);
  const years = [...new Set(window.map((date) => Number(date.slice(0, 4))))];
  const open = years.flatMap((year) =>
    (policy['greeting.holidays'] as readonly Holiday[]).flatMap((holiday) => {
      const onDay = holidayIn(holiday, year);
      return typeof onDay === 'string' && window.includes(onDay) ? [{ holiday, onDay }] : [];
    }),
  );
  if (open.length > 0)
    await tx.query(
      `INSERT INTO holiday_plan (holiday, year, on_day, done)
       SELECT holiday, left(day, 4)::int, day::date, false FROM unnest($1::text[], $2::text[]) one (holiday, day)
       ON CONFLICT (holiday, year) DO NOTHING`,
      [open.map(({ holiday }) => holiday), open.map(({ onDay }) => onDay)],
    );
  return open;
};

/**
 * The next clients for a holiday that is not planned through, in the order of their ids: the row of the holiday keeps how far the
 * planning came, and one replica at a time goes on with it. Null when no holiday is left.
 */
export const takeHolidayClients = async (
  tx: Tx,
  today: string,
  limit: number,
): Promise<(HolidayPlan & { readonly clientIds: readonly string[] }) | null> => {
  const plans: (HolidayPlan & { cursor: string | null })[] = await tx.query(
    `SELECT holiday, to_char(on_day, 'YYYY-MM-DD') AS "onDay", client_cursor AS cursor FROM holiday_plan
     WHERE NOT done AND on_day >= $1::date ORDER BY on_day, holiday LIMIT 1 FOR UPDATE SKIP LOCKED`,
    [today],
  );
  const [plan] = plans;
  if (!plan) return null;
  const rows: { id: string; person: string }[] = await tx.query(
    `SELECT n.client_id AS id, ${personSql('n.client_id')} AS person FROM client_consent_now n
     WHERE n.purpose = 'care' AND n.given AND ($1::uuid IS NULL OR n.client_id > $1) ORDER BY n.client_id LIMIT $2`,
    [plan.cursor, limit],
  );
  await tx.query(
    `UPDATE holiday_plan SET client_cursor = coalesce($3, client_cursor), done = $4
     WHERE holiday = $1 AND on_day = $2::date`,
    [plan.holiday, plan.onDay, rows.at(-1)?.id ?? null, rows.length < limit],
  );
  return { holiday: plan.holiday, onDay: plan.onDay, clientIds: [...new Set(rows.map(({ person }) => person))] };
};
