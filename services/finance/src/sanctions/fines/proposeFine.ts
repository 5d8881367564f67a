import { saveExplanation, systemViewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { type Explanation, siteDate } from '@shouwen/kernel';
import { timeZoneOf } from '../../ledger/index.ts';
import type { Fine } from '../fine.ts';
import { changeFine, insertFine, lockFinesOf, sameActFines } from '../fineStore.ts';
import { penaltyPolicyAt } from '../policy/sitePenaltyPolicy.ts';
import type { RecordedViolation } from '../violation.ts';
import { insertViolation } from '../violationStore.ts';
import { keepReasons, keepStep, type SanctionAct } from './keepStep.ts';
import { decideProposal, type FineProposed, type ProposalFacts } from './proposeFine.decision.ts';

export type Wanted = {
  readonly violation: RecordedViolation;
  readonly code: string | null;
  readonly grave: boolean;
  /** Violations of a less specific code for the same act, as sales-reception knows them. */
  readonly supersedes?: readonly string[];
};

/** FI-3: the system hears of a violation and proposes what it costs, or keeps why it does not. Once, however often it is told. */
export const fineViolation = async (
  tx: Tx,
  { violation, supersedes }: { readonly violation: RecordedViolation; readonly supersedes: readonly string[] },
  act: Omit<SanctionAct, 'viewer'>,
): Promise<void> => {
  const { code, grave, siteId } = violation;
  const system = { ...act, viewer: systemViewer('finance') };
  const wanted: Wanted = { violation, code, grave, supersedes };
  const facts = await proposalFacts(tx, system, wanted);
  const decision = decideProposal(facts);
  const explanationId = act.newId();
  const subject = { type: 'violation', id: violation.violationId };
  await saveExplanation(tx, { id: explanationId, subject, siteId, explanation: decision.explanation });
  if (!(await insertViolation(tx, violation, explanationId)) || decision.outcome === 'refused') return;
  for (const event of decision.events) await keepProposal(tx, system, { facts, event, ...decision });
};

/** What is known when a fine is proposed; the person's fines are locked. @throws WaitsForNews for a site not heard of */
export const proposalFacts = async (
  tx: Tx,
  { viewer, now }: SanctionAct,
  { violation, code, grave, supersedes = [] }: Wanted,
): Promise<ProposalFacts & { readonly occurredOn: string }> => {
  const { siteId, occurredAt } = violation;
  await lockFinesOf(tx, violation);
  const occurredOn = siteDate(occurredAt, await timeZoneOf(tx, siteId));
  const policy = await penaltyPolicyAt(tx, siteId, occurredAt);
  const others = await sameActFines(tx, { ...violation, occurredOn, supersedes });
  const proposedBy = viewer.kind === 'staff' ? viewer.staffId : null;
  return { violation, code, grave, proposedBy, policy, others, now, occurredOn };
};

type Proposal = {
  readonly facts: ProposalFacts & { readonly occurredOn: string };
  readonly event: FineProposed;
  readonly explanation: Explanation;
};

/** Writes a proposal down, and that it takes the place of others. */
export const keepProposal = async (
  tx: Tx,
  act: SanctionAct,
  { facts, event, explanation }: Proposal,
): Promise<{ readonly id: string; readonly explanationId: string }> => {
  const { violation, occurredOn, proposedBy, grave, now } = facts;
  const { reason: _, ...about } = violation;
  const { type: __, supersedes, ...limits } = event;
  const fine = { id: act.newId(), siteId: violation.siteId };
  const explanationId = await keepReasons(tx, act, { fine, explanation });
  await supersedeAll(tx, act, { fines: supersedes, explanation });
  const whose = { ...about, ...limits, ...fine, occurredOn, proposedBy, grave, proposedAt: now, explanationId };
  await insertFine(tx, { ...whose, kind: 'fine', deviationId: null, payHalfDays: 0, payFen: null });
  await keepStep(tx, act, { fine, step: 'proposed', amountFen: null, reason: null, explanationId });
  return { id: fine.id, explanationId };
};

/** Proposals give way to a more specific code; the reasons are those of the one that takes their place. */
export const supersedeAll = async (
  tx: Tx,
  act: SanctionAct,
  { fines, explanation }: { readonly fines: readonly Fine[]; readonly explanation: Explanation },
): Promise<void> => {
  for (const fine of fines) {
    const explanationId = await keepReasons(tx, act, { fine, explanation });
    await changeFine(tx, fine, { state: 'superseded', explanationId });
    await keepStep(tx, act, { fine, step: 'superseded', amountFen: null, reason: null, explanationId });
  }
};
