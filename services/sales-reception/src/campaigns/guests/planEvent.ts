import {
  appendAudit,
  type CommandResult,
  demand,
  demandStaff,
  done,
  refusedWith,
  runCommand,
  saveExplanation,
} from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { type IsoDate, policyAt, reasoning, siteDate, text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { sitePoliciesOf } from '../../policies/index.ts';
import { hasPostAt } from '../../projections/index.ts';
import { demandDepartment } from '../department.ts';
import { type ClubEvent, type ClubRefusal, clubRefusal } from './clubEvent.ts';
import { insertDuty, insertEvent } from './guestStore.ts';
import { owedLists } from './owedLists.ts';

export type PlanEvent = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly heldOn: IsoDate;
  readonly session: ClubEvent['session'];
  readonly departments: readonly { readonly code: string; readonly headId: string }[];
};
export type EventDone = { readonly eventId: string };
type Input = Omit<PlanEvent, 'idempotencyKey'>;

/** SR-7.07: plans an event of the club, for which each department owes its lists. Needs `guestList.rule` at the site. */
export const planClubEvent = (
  context: BareContext,
  { idempotencyKey, ...input }: PlanEvent,
): Promise<CommandResult<EventDone>> => {
  demand(context.viewer, 'guestList.rule', input.siteId);
  for (const { code } of input.departments) demandDepartment(code);
  return runCommand({ ...context, name: 'planClubEvent', idempotencyKey, input }, (tx) => planIn(tx, context, input));
};

const planIn = async (tx: Tx, context: BareContext, input: Input): Promise<CommandResult<EventDone>> => {
  const { viewer, now: at, newId } = context;
  const { siteId, heldOn, session, departments } = input;
  const { zone, versions } = await sitePoliciesOf(tx, siteId);
  const policy = policyAt(versions, at);
  const plannedOn = siteDate(at, zone);
  const why = reasoning(at).apply('SR-7.07').under(policy).fact('heldOn', heldOn).fact('session', session);
  const refusal = policy.params['club.enabled'] ? await faultOf(tx, input, plannedOn) : disabled;
  if (refusal) return refusedWith(refusal, why.explain('REFUSED', refusal.message));
  const owed = owedLists({ heldOn, session, plannedOn }, policy.params, zone);
  for (const { owedOn, dueAt } of owed) why.fact(`due.${owedOn}`, dueAt.toISOString(), dueAt);
  const [eventId, explanationId] = [newId(), newId()];
  const resource = { type: 'ClubEvent', id: eventId };
  const explanation = why.explain(
    'PLANNED',
    text('活动已排定，各部门按时提交名单。', 'Planned; each department owes its lists.'),
  );
  await saveExplanation(tx, { id: explanationId, subject: resource, siteId, explanation });
  const plannedBy = demandStaff(viewer).staffId;
  await insertEvent(tx, { eventId, siteId, heldOn, session, plannedBy, explanationId }, at);
  for (const { code: department, headId } of departments)
    for (const list of owed)
      await insertDuty(tx, { dutyId: newId(), eventId, department, headId, ...list, handedInAt: null });
  await appendAudit(tx, { at, actor: viewer, siteId, action: 'club.plan', resource, decision: 'allowed' });
  return done({ eventId });
};

const faultOf = async (tx: Tx, { siteId, heldOn, departments }: Input, on: IsoDate): Promise<ClubRefusal | null> => {
  if (heldOn < on) return clubRefusal('BAD_INPUT', '活动日期已过。', 'The day of the event is over.');
  const codes = new Set(departments.map(({ code }) => code));
  if (codes.size === 0 || codes.size !== departments.length)
    return clubRefusal('BAD_INPUT', '须列明参加部门，每个一次。', 'Name the departments, each once.');
  for (const { headId: staffId } of departments)
    if (!(await hasPostAt(tx, { siteId, staffId, on })))
      return clubRefusal('STAFF_UNKNOWN', '部门负责人不是本案场人员。', 'A head has no post at the site.');
  return null;
};

const disabled = clubRefusal('CLUB_DISABLED', '本案场未实行会所制。', 'The site does not hold events of the club.');
