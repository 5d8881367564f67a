import { appendAudit, type CommandResult, can, done, NotFound, refusedWith, runCommand } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { type Refusal, reasoning, text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { claimantOf, voidClaim } from '../ownership/index.ts';
import { findRegistration } from './visitRegisterStore.ts';

export type VoidRegistration = { readonly idempotencyKey: string; readonly registrationId: string };

export type RegistrationVoided = {
  readonly registrationId: string;
  readonly clientId: string;
  readonly siteId: string;
};

/** SR-2.03: the manager found the register altered without a signature: the consultant's claim on the client is void. */
export const voidRegistration = (
  context: BareContext,
  { idempotencyKey, ...input }: VoidRegistration,
): Promise<CommandResult<RegistrationVoided>> =>
  runCommand({ ...context, name: 'voidRegistration', idempotencyKey, input }, (tx) => voidIn(tx, context, input));

const voidIn = async (
  tx: Tx,
  { viewer, now, newId }: BareContext,
  { registrationId }: Omit<VoidRegistration, 'idempotencyKey'>,
): Promise<CommandResult<RegistrationVoided>> => {
  const line = await findRegistration(tx, registrationId);
  if (!line || !can(viewer, 'registration.confirm', line.siteId)) throw new NotFound();
  const { siteId, clientId } = line;
  const voided = await voidClaim(tx, { siteId, clientId, consultantId: claimantOf(line), at: now, newId });
  if (!voided) return refusedWith(nothing, reasoning(now).apply('SR-2.03').explain('REFUSED', nothing.message));
  const resource = { type: 'VisitRegistration', id: registrationId };
  const audit = { at: now, actor: viewer, siteId, resource, decision: 'allowed' } as const;
  await appendAudit(tx, { ...audit, action: 'registration.void' });
  return done({ registrationId, clientId, siteId });
};

const nothing: Refusal<'NO_CLAIM'> = {
  code: 'NO_CLAIM',
  rule: 'SR-2.03',
  message: text('该顾问现无此客户的归属。', 'The consultant has no claim on the client now.'),
};
