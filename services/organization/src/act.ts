import { appendAudit, saveExplanation } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { Explanation } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';

/** What a use case is told about the request it serves: who asks, when, and where to write. */
export type Act = Pick<BareContext, 'db' | 'viewer' | 'now' | 'newId' | 'requestId'>;

export type ActRecord = {
  /** The command's name. */
  readonly action: string;
  readonly siteId: string | null;
  readonly subject: { readonly type: string; readonly id: string };
  readonly explanation: Explanation;
  readonly reason?: string;
};

/**
 * Keeps why an act was allowed, and writes it into the audit trail; the last step of a command, since appenders queue.
 * @returns the id of the kept explanation
 */
export const recordAct = async (tx: Tx, act: Act, record: ActRecord): Promise<string> => {
  const { action, siteId, subject, explanation, reason } = record;
  const id = act.newId();
  await saveExplanation(tx, { id, subject, siteId, explanation });
  await appendAudit(tx, {
    at: act.now,
    actor: act.viewer,
    siteId,
    action,
    resource: subject,
    decision: 'allowed',
    requestId: act.requestId,
    ...(reason === undefined ? {} : { reason }),
  });
  return id;
};
