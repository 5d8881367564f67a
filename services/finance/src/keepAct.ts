import { appendAudit, saveExplanation, type Viewer } from '@shouwen/access';
import type { Database, Tx } from '@shouwen/database';
import type { Explanation } from '@shouwen/kernel';

/** What a use case is told about the request it serves. */
export type Act = {
  readonly db: Database;
  readonly viewer: Viewer;
  readonly now: Date;
  readonly newId: () => string;
  readonly requestId?: string;
};

export type ActRecord = {
  readonly action: string;
  readonly siteId: string;
  readonly subject: { readonly type: string; readonly id: string };
  readonly explanation: Explanation;
};

/** Keeps why an act was allowed and writes it into the audit trail. @returns the id of the kept explanation */
export const keepAct = async (tx: Tx, act: Act, record: ActRecord): Promise<string> => {
  const { action, siteId, subject, explanation } = record;
  const id = act.newId();
  await saveExplanation(tx, { id, subject, siteId, explanation });
  const { now: at, viewer: actor, requestId } = act;
  await appendAudit(tx, {
    ...{ at, actor, siteId, action, resource: subject, decision: 'allowed' },
    ...(requestId === undefined ? {} : { requestId }),
  });
  return id;
};
