import {
  appendAudit,
  type CommandResult,
  demand,
  demandStaff,
  done,
  NotFound,
  refusedWith,
  runCommand,
  saveExplanation,
} from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { BareContext } from '@shouwen/subgraph';
import { lockClient, wasRegistered } from '../ownership/index.ts';
import { sitePoliciesOf } from '../policies/index.ts';
import { decideCheckReferral } from './checkReferral.decision.ts';
import type { Accompaniment } from './employeeReferral.ts';
import type { FirstVisits } from './ports.ts';
import { maySee } from './reader.ts';
import { findReferral, saveSignature } from './referralStore.ts';
import type { ReferralChanged } from './registerReferral.ts';

export type CheckReferral = {
  readonly idempotencyKey: string;
  readonly referralId: string;
  readonly came: Accompaniment;
};

/** SR-5.05: the manager checks the arrival against the form and signs. Needs `referral.check`. @throws NotFound */
export const checkReferral = (
  context: BareContext,
  firstVisits: FirstVisits,
  { idempotencyKey, ...input }: CheckReferral,
): Promise<CommandResult<ReferralChanged>> =>
  runCommand({ ...context, name: 'checkReferral', idempotencyKey, input }, (tx) =>
    checkIn(tx, context, { firstVisits, input }),
  );

type Asked = { readonly firstVisits: FirstVisits; readonly input: Omit<CheckReferral, 'idempotencyKey'> };

const checkIn = async (
  tx: Tx,
  { viewer, now, newId }: BareContext,
  { firstVisits, input }: Asked,
): Promise<CommandResult<ReferralChanged>> => {
  const seen = await findReferral(tx, input.referralId);
  if (!seen || !maySee(viewer, seen)) throw new NotFound();
  const { siteId, clientId, referralId } = seen;
  demand(viewer, 'referral.check', siteId);
  await lockClient(tx, { siteId, clientId });
  const referral = (await findReferral(tx, referralId)) ?? seen;
  const firstVisit = await firstVisits(tx, { siteId, clientId });
  const { zone } = await sitePoliciesOf(tx, siteId);
  const before = firstVisit?.arrivedAt ?? now;
  const decision = decideCheckReferral({
    ...{ referral, firstVisit, zone, came: input.came },
    registeredByConsultant: await wasRegistered(tx, { siteId, clientId, before }),
    by: demandStaff(viewer).staffId,
    at: now,
  });
  if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
  const explanationId = newId();
  const subject = { type: 'EmployeeReferral', id: referralId };
  await saveExplanation(tx, { id: explanationId, subject, siteId, explanation: decision.explanation });
  for (const { signature } of decision.events) await saveSignature(tx, { referralId, signature, why: explanationId });
  const audit = { at: now, actor: viewer, siteId, resource: subject, decision: 'allowed' } as const;
  await appendAudit(tx, { ...audit, action: 'referral.check' });
  return done({ referralId, explanationId });
};
