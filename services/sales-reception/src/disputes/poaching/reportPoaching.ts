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
import { type Explanation, reasoning, siteDate } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { recordViolation } from '../../conduct/index.ts';
import { changeAttribution } from '../../deals/index.ts';
import { lockClient, splitDeal, standingFor, transferClaim } from '../../ownership/index.ts';
import { sitePoliciesOf } from '../../policies/index.ts';
import { clientsKnown, consultantsOf } from '../../projections/index.ts';
import { claimsOnClient, dealsSignedBy } from './poachingQueries.ts';
import { decidePoaching, type Poached } from './returnPoached.decision.ts';

export type ReportPoaching = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly clientId: string;
  readonly poacherId: string;
  readonly poachedAt: Date;
  readonly invited: boolean;
  readonly knowinglySigned: boolean;
  readonly note: string;
};
export type PoachingFound = { readonly violationId: string; readonly clientId: string; readonly explanationId: string };
type Input = Omit<ReportPoaching, 'idempotencyKey'>;

/**
 * SR-7.01: the manager finds that a colleague's client was poached: the client goes back, finance proposes fine and suspension.
 * Needs `violation.report` and `claim.manage` at the site; a consultant reports V-47, or opens a dispute.
 */
export const reportPoaching = (
  context: BareContext,
  { idempotencyKey, ...input }: ReportPoaching,
): Promise<CommandResult<PoachingFound>> => {
  demand(context.viewer, 'violation.report', input.siteId);
  demand(context.viewer, 'claim.manage', input.siteId);
  return runCommand({ ...context, name: 'reportPoaching', idempotencyKey, input }, (tx) =>
    reportIn(tx, context, input),
  );
};

const reportIn = async (tx: Tx, context: BareContext, input: Input): Promise<CommandResult<PoachingFound>> => {
  const { viewer, now: at, newId } = context;
  const { siteId, clientId, poacherId, poachedAt, note } = input;
  const unknown = await clientsKnown(tx, [clientId]);
  if (unknown) return refusedWith(unknown, reasoning(at).explain('REFUSED', unknown.message));
  const { staffId: reportedBy } = demandStaff(viewer);
  await lockClient(tx, input);
  const { zone } = await sitePoliciesOf(tx, siteId);
  const poachedOn = siteDate(poachedAt, zone);
  const consultants = await consultantsOf(tx, siteId, poachedOn);
  const claims = await claimsOnClient(tx, input);
  const standing = await standingFor(tx, { siteId, clientId, now: poachedAt });
  const buyerOf = standing.kind === 'BUYER' ? standing.consultantId : null;
  const decision = decidePoaching({ ...input, buyerOf, poachedOn, reportedAt: at, reportedBy, claims, consultants });
  if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
  const [poached] = decision.events as [Poached];
  const { explanation } = decision;
  const explanationId = newId();
  const subject = { type: 'Client', id: clientId };
  await saveExplanation(tx, { id: explanationId, subject, siteId, explanation });
  const [dealId = null] = await giveBack(tx, context, { input, poached, explanation });
  const violationId = await recordViolation(tx, {
    ...{ siteId, staffId: poacherId, code: poached.code, occurredAt: poachedAt, at, reportedBy, dealId, note, newId },
    // Without a claim the act is known by the client; with one by the claim, so that a later poaching is another act.
    subject: poached.givesBack === null ? subject : { type: 'Claim', id: poached.givesBack },
    ...{ reason: 'poaching', rules: ['SR-7.01'] },
  });
  await appendAudit(tx, {
    at,
    actor: viewer,
    siteId,
    action: 'client.giveBack',
    resource: subject,
    decision: 'allowed',
  });
  return done({ violationId, clientId, explanationId });
};

type Return = { readonly input: Input; readonly poached: Poached; readonly explanation: Explanation };

/** @returns the deals that the poacher had signed meanwhile and that are the owner's now */
const giveBack = async (
  tx: Tx,
  { now: at, newId }: BareContext,
  { input, poached: { ownerId, givesBack }, explanation }: Return,
): Promise<string[]> => {
  const { siteId, clientId, poacherId, poachedAt } = input;
  if (givesBack !== null) {
    const why = { reason: 'poached', rules: ['SR-7.01'], explanation, sourceId: givesBack, window: 'kept' } as const;
    await transferClaim(tx, { siteId, clientId, to: ownerId, sharing: null, ...why, at, newId });
  }
  const signed = await dealsSignedBy(tx, { siteId, clientId, staffId: poacherId, since: poachedAt });
  const sharing = { rule: 'SR-7.01', shares: [{ staffId: ownerId, role: 'owner', parts: 100 }] } as const;
  for (const dealId of signed) await splitDeal(tx, { dealId, sharing, buyersConsultant: ownerId });
  if (signed.length > 0) await changeAttribution(tx, { siteId, clientId, at, newId, because: explanation });
  return signed;
};
