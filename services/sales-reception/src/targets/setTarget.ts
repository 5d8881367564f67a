import {
  actorOf,
  appendAudit,
  BadInput,
  type CommandResult,
  demand,
  done,
  refusedWith,
  runCommand,
  type Viewer,
} from '@shouwen/access';
import type { Database, Tx } from '@shouwen/database';
import { type Refusal, reasoning, text } from '@shouwen/kernel';
import { findSitePolicies } from '../policies/index.ts';
import { consultantsOf } from '../projections/index.ts';
import { type Days, daysOf, type Target } from './target.ts';
import { saveTarget } from './targetStore.ts';

export type TargetContext = {
  readonly db: Database;
  readonly viewer: Viewer;
  readonly now: Date;
  readonly newId: () => string;
};
export type SetTarget = Target & { readonly idempotencyKey: string };
export type TargetSet = Pick<Target, 'siteId' | 'period'>;

/**
 * SR-8.04: sets what a consultant, or the site itself, is to reach in a month or a year. Needs `target.manage` at the site.
 * @throws BadInput for a period that is none, or goals below nothing
 */
export const setTarget = (context: TargetContext, input: SetTarget): Promise<CommandResult<TargetSet>> => {
  demand(context.viewer, 'target.manage', input.siteId);
  const days = daysOf(input.period);
  if (!days) throw new BadInput(text('期间须为年或年月。', 'A period is a year or a month.'), 'period');
  for (const field of ['units', 'amountFen', 'cashFen'] as const)
    if (!Number.isSafeInteger(input[field]) || input[field] < 0)
      throw new BadInput(text('指标不得为负数。', 'A goal is not below nothing.'), field);
  return runCommand({ ...context, name: 'setTarget', idempotencyKey: input.idempotencyKey, input }, (tx) =>
    setIn(tx, context, { input, days }),
  );
};

const setIn = async (
  tx: Tx,
  { viewer, now: at }: TargetContext,
  { input, days }: { readonly input: SetTarget; readonly days: Days },
): Promise<CommandResult<TargetSet>> => {
  const { siteId, period, staffId } = input;
  if (!(await findSitePolicies(tx, siteId)) || !(await isConsultant(tx, input, days)))
    return refusedWith(unknown, reasoning(at).apply('SR-8.04').explain('refused', unknown.message));
  await saveTarget(tx, input, { by: actorOf(viewer), at });
  const resource = { type: 'target', id: `${siteId}/${period}/${staffId ?? 'site'}` };
  await appendAudit(tx, { at, actor: viewer, siteId, action: 'setTarget', resource, decision: 'allowed' });
  return done({ siteId, period });
};

/** Whoever is a consultant there at the beginning or at the end of the period. */
const isConsultant = async (tx: Tx, { siteId, staffId }: SetTarget, { from, through }: Days): Promise<boolean> => {
  if (staffId === null) return true;
  const days = await Promise.all([consultantsOf(tx, siteId, from), consultantsOf(tx, siteId, through)]);
  return days.some((staff) => staff.includes(staffId));
};

const unknown: Refusal<'UNKNOWN_CONSULTANT'> = {
  code: 'UNKNOWN_CONSULTANT',
  rule: 'SR-8.04',
  message: text('该期间本案场没有此置业顾问。', 'There is no such consultant at this site in that period.'),
};
