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
import { type IsoDate, policyAt, reasoning } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { lockClient, wasRegistered } from '../ownership/index.ts';
import { sitePoliciesOf } from '../policies/index.ts';
import { clientsKnown } from '../projections/index.ts';
import type { FirstVisits } from './ports.ts';
import { insertReferral, lockLivingReferral, saveLapse } from './referralStore.ts';
import { decideRegisterReferral, type ReferralEvent } from './registerReferral.decision.ts';

export type RegisterReferral = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly clientId: string;
  readonly visitOn: IsoDate;
  /** For whom a manager or the site's assistant writes the form; null: whoever is signed in refers the client. */
  readonly introducerId: string | null;
};

export type ReferralChanged = { readonly referralId: string; readonly explanationId: string };

/**
 * SR-5.05: an employee registers a referral before the client's first visit. Needs `referral.register`; for somebody else, also
 * `referral.check`, since a form in another's name is the manager's affair.
 */
export const registerReferral = (
  context: BareContext,
  firstVisits: FirstVisits,
  { idempotencyKey, ...input }: RegisterReferral,
): Promise<CommandResult<ReferralChanged>> => {
  demand(context.viewer, 'referral.register', input.siteId);
  const { staffId } = demandStaff(context.viewer);
  if (input.introducerId !== null && input.introducerId !== staffId)
    demand(context.viewer, 'referral.check', input.siteId);
  const command = { ...context, name: 'registerReferral', idempotencyKey, input };
  return runCommand(command, (tx) => registerIn(tx, context, { firstVisits, input }));
};

type Asked = { readonly firstVisits: FirstVisits; readonly input: Omit<RegisterReferral, 'idempotencyKey'> };

const registerIn = async (
  tx: Tx,
  { viewer, now, newId }: BareContext,
  { firstVisits, input }: Asked,
): Promise<CommandResult<ReferralChanged>> => {
  const { siteId, clientId, visitOn } = input;
  const { staffId } = demandStaff(viewer);
  const unknown = await clientsKnown(tx, [clientId]);
  if (unknown) return refusedWith(unknown, reasoning(now).explain('REFUSED', unknown.message));
  await lockClient(tx, { siteId, clientId });
  const { zone, versions } = await sitePoliciesOf(tx, siteId);
  const [referralId, explanationId] = [newId(), newId()];
  const decision = decideRegisterReferral({
    ...{ referralId, siteId, clientId, visitOn, zone, explanationId },
    introducerId: input.introducerId ?? staffId,
    by: staffId,
    at: now,
    policy: policyAt(versions, now),
    living: await lockLivingReferral(tx, { siteId, clientId }),
    firstVisit: await firstVisits(tx, { siteId, clientId }),
    registeredByConsultant: await wasRegistered(tx, { siteId, clientId, before: now }),
  });
  if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
  const subject = { type: 'EmployeeReferral', id: referralId };
  await saveExplanation(tx, { id: explanationId, subject, siteId, explanation: decision.explanation });
  for (const event of decision.events) await save(tx, event, explanationId);
  const audit = { at: now, actor: viewer, siteId, resource: subject, decision: 'allowed' } as const;
  await appendAudit(tx, { ...audit, action: 'referral.register' });
  return done({ referralId, explanationId });
};

const save = (tx: Tx, event: ReferralEvent, why: string): Promise<void> =>
  event.type === 'ReferralRegistered'
    ? insertReferral(tx, event.referral)
    : saveLapse(tx, { referralId: event.referralId, why });
