import {
  appendAudit,
  type CommandResult,
  can,
  demand,
  demandStaff,
  done,
  refusedWith,
  runCommand,
} from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { type Refusal, siteDate } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { sitePoliciesOf } from '../policies/index.ts';
import { hasPostAt } from '../projections/index.ts';
import { dealIsSeen } from './conductQueries.ts';
import type { Misdeed } from './misdeed.ts';
import { keepViolation } from './recordViolation.ts';
import { decideReport, type Reported } from './reportViolation.decision.ts';
import type { ViolationSubject } from './violation.ts';

export type ReportViolation = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly staffId: string;
  readonly code: string | null;
  readonly misdeed: Misdeed | null;
  readonly occurredAt: Date;
  readonly subject: ViolationSubject | null;
  readonly dealId: string | null;
  readonly occurrences: number;
  readonly grave: boolean;
  readonly note: string;
};

export type ViolationReported = { readonly violationId: string };

/**
 * FI-3, SR-7.02, SR-7.03: whoever finds a violation reports it; finance proposes the fine. The same act reported again, or under a less
 * specific code, is refused with what stands. Needs `violation.report` at the site.
 */
export const reportViolation = (
  context: BareContext,
  { idempotencyKey, ...input }: ReportViolation,
): Promise<CommandResult<ViolationReported>> => {
  demand(context.viewer, 'violation.report', input.siteId);
  return runCommand({ ...context, name: 'reportViolation', idempotencyKey, input }, (tx) =>
    reportIn(tx, context, input),
  );
};

const reportIn = async (
  tx: Tx,
  context: BareContext,
  input: Omit<ReportViolation, 'idempotencyKey'>,
): Promise<CommandResult<ViolationReported>> => {
  const { viewer, now: at } = context;
  const { siteId, staffId, dealId, occurredAt } = input;
  const { staffId: reportedBy } = demandStaff(viewer);
  const { zone } = await sitePoliciesOf(tx, siteId);
  const isOfSite = await hasPostAt(tx, { siteId, staffId, on: siteDate(occurredAt, zone) });
  const readsDeals = can(viewer, 'deal.read', siteId);
  const dealSeen = dealId === null || (await dealIsSeen(tx, { siteId, dealId, by: reportedBy, readsDeals }));
  const decision = decideReport({ ...input, reportedAt: at, isOfSite, dealSeen });
  if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
  const [reported] = decision.events as [Reported];
  const found = { ...input, ...reported, at, reportedBy, newId: context.newId };
  const { violationId, decision: kept } = await keepViolation(tx, found);
  if (kept.outcome === 'STANDS') return refusedWith(standsAlready(kept.explanation.summary), kept.explanation);
  const resource = { type: 'Violation', id: violationId };
  await appendAudit(tx, { at, actor: viewer, siteId, action: 'violation.report', resource, decision: 'allowed' });
  return done({ violationId });
};

/** FI-3: one act, one code; the explanation names the one that stands. */
const standsAlready = (message: Refusal['message']): Refusal<'ONE_ACT_ONE_CODE'> => ({
  code: 'ONE_ACT_ONE_CODE',
  rule: 'FI-3',
  message,
});
