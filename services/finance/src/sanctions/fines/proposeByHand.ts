import { type CommandResult, can, demandStaff, done, NotFound, refusedWith, runCommand } from '@shouwen/access';
import type { RecordedViolation } from '../violation.ts';
import { violationById } from '../violationStore.ts';
import type { FineChanged, SanctionCommand } from './confirmFine.ts';
import { decideProposal } from './proposeFine.decision.ts';
import { keepProposal, proposalFacts } from './proposeFine.ts';

export type ProposeFine = {
  readonly idempotencyKey: string;
  readonly violationId: string;
  /** Null: the violation's own code. */
  readonly code: string | null;
  /** No code at all: the amount is ruled. */
  readonly ruled: boolean;
  /** Null: as it was reported. */
  readonly grave: boolean | null;
};

/**
 * FI-3: a manager proposes a fine for a recorded violation. @throws NotFound for a violation that the viewer may not know of, one's own included
 */
export const proposeFine = async (
  context: SanctionCommand,
  { idempotencyKey, ...input }: ProposeFine,
): Promise<CommandResult<FineChanged>> =>
  runCommand({ ...context, name: 'proposeFine', idempotencyKey, input }, async (tx) => {
    const violation = await violationById(tx, input.violationId);
    if (!violation || !mayPropose(context, violation)) throw new NotFound();
    const code = input.ruled ? null : (input.code ?? violation.code);
    const facts = await proposalFacts(tx, context, { violation, code, grave: input.grave ?? violation.grave });
    const decision = decideProposal(facts);
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const [event] = decision.events;
    if (!event) throw new NotFound();
    const { id } = await keepProposal(tx, context, { facts, event, explanation: decision.explanation });
    return done({ fineId: id });
  });

/** Whoever is to be fined does not decide under which code. */
const mayPropose = ({ viewer }: SanctionCommand, { siteId, staffId }: RecordedViolation): boolean =>
  can(viewer, 'fine.propose', siteId) && demandStaff(viewer).staffId !== staffId;
