import type { Tx } from '@shouwen/database';
import type { Explanation } from '@shouwen/kernel';
import { appendAudit } from '../audit/appendAudit.ts';
import { saveExplanation } from '../explanations/explanationStore.ts';
import type { Viewer } from '../viewer/viewer.ts';

/** What keeping an act needs of the request that it serves. */
export type Actor = {
  readonly viewer: Viewer;
  readonly now: Date;
  readonly newId: () => string;
  readonly requestId?: string;
  readonly clientAddress?: string | null;
};

export type KeptAct = {
  /** The command's name. */
  readonly action: string;
  /** Null for what belongs to no single site. */
  readonly siteId: string | null;
  readonly subject: { readonly type: string; readonly id: string };
  readonly explanation: Explanation;
  /** A code or a purpose for the audit trail; never a name, a phone or a secret. */
  readonly reason?: string;
  /** Whose data it changed, where the subject is not the client itself (CR-2.04). */
  readonly clientId?: string | null;
  /** Which part of them. */
  readonly detail?: string | null;
};

/**
 * Keeps why an act was allowed and writes it into the audit trail; the last step of a command, since appenders queue.
 * @returns the id of the kept explanation
 */
export const keepAct = async (
  tx: Tx,
  { viewer, now, newId, requestId, clientAddress = null }: Actor,
  { action, siteId, subject, explanation, reason, clientId = null, detail = null }: KeptAct,
): Promise<string> => {
  const id = newId();
  await saveExplanation(tx, { id, subject, siteId, explanation });
  await appendAudit(tx, {
    ...{ at: now, actor: viewer, siteId, action, resource: subject, decision: 'allowed' },
    ...{ clientId, detail, clientAddress },
    ...(reason === undefined ? {} : { reason }),
    ...(requestId === undefined ? {} : { requestId }),
  });
  return id;
};
