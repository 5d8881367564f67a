import type { Tx } from '@shouwen/database';
import { lastDayOfMonth } from '@shouwen/kernel';
import { holdersOf } from '../../colleagues/index.ts';
import { recordsPolicyAt } from '../../policies/index.ts';
import { planDueAt } from './visitPlan.decision.ts';
import { planningRoles, quotaOf } from './visitPlan.ts';
import { type MonthLine, monthAt } from './visitPlanQueries.ts';

/** What one person planned and did in a month, against the quota of the person's posts (CR-8.01). */
export type StaffMonth = MonthLine & {
  readonly quota: number;
  /** A plan is asked for and is not there: until its deadline it is only due. */
  readonly isMissing: boolean;
  readonly isOverdue: boolean;
};

type Asked = { readonly siteId: string; readonly month: string; readonly now: Date };

/** Everybody at the site who owes a plan for the month, or planned or visited in it. */
export const visitMonthAt = async (tx: Tx, { siteId, month, now }: Asked): Promise<StaffMonth[]> => {
  const through = lastDayOfMonth(month);
  const dueAt = planDueAt(month);
  const { params } = await recordsPolicyAt(tx, siteId, dueAt);
  const lines = new Map((await monthAt(tx, { siteId, month, through })).map((line) => [line.staffId, line]));
  const roles = await rolesAt(tx, { siteId, on: month });
  return [...new Set([...roles.keys(), ...lines.keys()])].sort().flatMap((staffId) => {
    const line = lines.get(staffId) ?? { staffId, planned: 0, done: 0, hasPlan: false, remindedAt: null };
    const quota = quotaOf(roles.get(staffId) ?? [], params);
    const isMissing = quota > 0 && !line.hasPlan;
    if (quota === 0 && !line.hasPlan && line.done === 0) return [];
    return [{ ...line, quota, isMissing, isOverdue: isMissing && now >= dueAt }];
  });
};

/** The posts at the site that may owe a plan, by their holders. */
const rolesAt = async (
  tx: Tx,
  { siteId, on }: { readonly siteId: string; readonly on: string },
): Promise<ReadonlyMap<string, readonly string[]>> => {
  const posts = (await holdersOf(tx, { roles: planningRoles, siteId, on })).filter((post) => post.siteId === siteId);
  const roles = new Map<string, string[]>();
  for (const { staffId, role } of posts) roles.set(staffId, [...(roles.get(staffId) ?? []), role]);
  return roles;
};
