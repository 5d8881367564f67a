import { appendAudit, saveExplanation, type Viewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { Explanation } from '@shouwen/kernel';
import { insertStep } from '../fineStore.ts';

/** What a use case of sanctions is told about whoever acts, and when. */
export type SanctionAct = {
  readonly viewer: Viewer;
  readonly now: Date;
  readonly newId: () => string;
  readonly requestId?: string;
};

type FineRef = { readonly id: string; readonly siteId: string };

/** Keeps why; call it before the fine refers to it. */
export const keepReasons = async (
  tx: Tx,
  { newId }: SanctionAct,
  { fine, explanation }: { readonly fine: FineRef; readonly explanation: Explanation },
): Promise<string> => {
  const id = newId();
  const subject = { type: 'fine', id: fine.id };
  await saveExplanation(tx, { id, subject, siteId: fine.siteId, explanation });
  return id;
};

export type Step = {
  readonly fine: FineRef;
  readonly step: string;
  readonly amountFen: number | null;
  readonly reason: string | null;
  readonly explanationId: string;
};

/** Adds a step to the life of a fine; of people also to the audit trail, so it comes last in a command. */
export const keepStep = async (tx: Tx, act: SanctionAct, { fine, ...step }: Step): Promise<void> => {
  const { viewer, now: at } = act;
  const by = viewer.kind === 'staff' ? viewer.staffId : null;
  await insertStep(tx, { id: act.newId(), fineId: fine.id, at, by, ...step });
  if (by === null) return;
  await appendAudit(tx, {
    at,
    actor: viewer,
    siteId: fine.siteId,
    action: `fine.${step.step}`,
    resource: { type: 'fine', id: fine.id },
    decision: 'allowed',
    ...(act.requestId === undefined ? {} : { requestId: act.requestId }),
  });
};
