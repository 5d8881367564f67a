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
import { type IsoDate, type Refusal, reasoning, siteDate, text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { confirmClaim } from '../ownership/index.ts';
import { sitePoliciesOf } from '../policies/index.ts';
import type { VisitRegistration } from './registration.ts';
import { insertConfirmation, lockUnconfirmed } from './visitRegisterStore.ts';

export type ConfirmRegistrations = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly date: IsoDate;
};

export type RegistrationsConfirmed = {
  readonly siteId: string;
  readonly date: IsoDate;
  readonly confirmed: number;
  /** How many claims that proved or extended. */
  readonly proven: number;
  readonly explanationId: string;
};

/**
 * SR-2.02: the manager's daily confirmation: of that day, and of what was left over from the days before, such as a visit that
 * was registered after the last confirmation. Lines that the manager wrote wait for another (OR-1.03).
 */
export const confirmRegistrations = (
  context: BareContext,
  { idempotencyKey, ...input }: ConfirmRegistrations,
): Promise<CommandResult<RegistrationsConfirmed>> => {
  demand(context.viewer, 'registration.confirm', input.siteId);
  const command = { ...context, name: 'confirmRegistrations', idempotencyKey, input };
  return runCommand(command, (tx) => confirmIn(tx, context, input));
};

const confirmIn = async (
  tx: Tx,
  { viewer, now, newId }: BareContext,
  { siteId, date }: Omit<ConfirmRegistrations, 'idempotencyKey'>,
): Promise<CommandResult<RegistrationsConfirmed>> => {
  const { staffId } = demandStaff(viewer);
  const { zone } = await sitePoliciesOf(tx, siteId);
  const why = reasoning(now).apply('SR-2.02').fact('date', date).fact('confirmedBy', staffId, now);
  if (date > siteDate(now, zone)) return refusedWith(notYet, why.explain('REFUSED', notYet.message));
  const lines = await lockUnconfirmed(tx, siteId, { through: date, by: staffId });
  let proven = 0;
  for (const line of lines) {
    await insertConfirmation(tx, { registrationId: line.registrationId, by: staffId, at: now });
    // A late line stays what it is: a violation that proves nothing (SR-2.01).
    if (line.inTime && (await confirmClaim(tx, { visit: visitOf(line), confirmedAt: now, newId }))) proven += 1;
  }
  const explanationId = newId();
  const explanation = why.fact('registrations', lines.length).explain('CONFIRMED', confirmedAll);
  const resource = { type: 'Site', id: siteId };
  await saveExplanation(tx, { id: explanationId, subject: resource, siteId, explanation });
  const audit = { at: now, actor: viewer, siteId, resource, decision: 'allowed', reason: date } as const;
  await appendAudit(tx, { ...audit, action: 'registration.confirm' });
  return done({ siteId, date, confirmed: lines.length, proven, explanationId });
};

const visitOf = ({ visitId, siteId, clientId, receiverId, actingFor, visitedAt }: VisitRegistration) => ({
  visitId,
  siteId,
  clientId,
  receiverId,
  actingFor,
  receivedAt: visitedAt,
});

const notYet: Refusal<'DAY_NOT_BEGUN'> = {
  code: 'DAY_NOT_BEGUN',
  rule: 'SR-2.02',
  message: text('不能确认尚未到来的日期。', 'A day that has not begun cannot be confirmed.'),
};
const confirmedAll = text('当日及此前未确认的登记均已确认。', 'All registrations up to that day are confirmed.');
