import { appendAudit, saveExplanation } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { Explanation } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';

export type KeptAct = {
  /** The command's name. */
  readonly action: string;
  readonly siteId: string;
  readonly subject: { readonly type: string; readonly id: string };
  readonly explanation: Explanation;
};

/**
 * Keeps why an act was allowed and writes it into the audit trail; the last step of a command, since appenders queue.
 * @returns the id of the kept explanation
 */
export const keepAct = async (
  tx: Tx,
  { viewer, now, newId, requestId }: Pick<BareContext, 'viewer' | 'now' | 'newId' | 'requestId'>,
  { action, siteId, subject, explanation }: KeptAct,
): Promise<string> => {
  const id = newId();
  await saveExplanation(tx, { id, subject, siteId, explanation });
  const resource = subject;
  await appendAudit(tx, { at: now, actor: viewer, siteId, action, resource, decision: 'allowed', requestId });
  return id;
};
