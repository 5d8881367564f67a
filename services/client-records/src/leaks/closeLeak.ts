import { type CommandResult, demandStaff, done, keepAct, NotFound, refusedWith, runCommand } from '@shouwen/access';
import type { BareContext } from '@shouwen/subgraph';
import type { Vault } from '../vault/index.ts';
import { decideClosing } from './closeLeak.decision.ts';
import { lockVisibleLeak, visibleLeak } from './handleLeak.ts';
import { placeOfConclusion } from './leakCase.ts';
import { keyOfCase } from './leakQueries.ts';
import { closeLeakRow, countRemedies } from './leakStore.ts';
import { readLeakText } from './leakText.ts';
import type { LeakHandled } from './recordRemedy.ts';

export type CloseLeak = { readonly idempotencyKey: string; readonly caseId: string; readonly conclusion: string };

/** CR-5.01: ends a case. @throws NotFound for a case that the viewer does not handle, BadInput */
export const closeLeak =
  (vault: Vault) =>
  async (
    context: BareContext,
    { idempotencyKey, caseId, ...asked }: CloseLeak,
  ): Promise<CommandResult<LeakHandled>> => {
    const { staffId } = demandStaff(context.viewer);
    if (!(await visibleLeak(context, caseId, 'leak.close'))) throw new NotFound();
    const conclusion = readLeakText(asked.conclusion, 'conclusion');
    const input = { caseId, conclusion: vault.blindIndex('leak-text', conclusion).toString('hex') };
    return runCommand<LeakHandled>({ ...context, name: 'closeLeakCase', idempotencyKey, input }, async (tx) => {
      const leak = await lockVisibleLeak(tx, context, caseId);
      const { reporterId, accusedId, siteId } = leak;
      const remedies = await countRemedies(tx, caseId);
      const facts = { closed: leak.state === 'closed', remedies, closerId: staffId, reporterId, accusedId };
      const decision = decideClosing(facts, context.now);
      if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
      const key = keyOfCase(leak);
      const conclusionSealed = vault.seal(key, caseId, placeOfConclusion(caseId), conclusion);
      const subject = { type: 'LeakCase', id: caseId };
      const { explanation } = decision;
      const explanationId = await keepAct(tx, context, { action: 'leak.close', siteId, subject, explanation });
      await closeLeakRow(tx, { id: caseId, closedBy: staffId, closedAt: context.now, conclusionSealed, explanationId });
      return done({ caseId });
    });
  };
