import { type Actor, actorOf, appendAudit, saveExplanation } from '@shouwen/access';
import { leakReportedV1 } from '@shouwen/contracts';
import { acrossSites, type Tx } from '@shouwen/database';
import { isUuid, reasoning, text } from '@shouwen/kernel';
import { appendToOutbox } from '@shouwen/messaging';
import { numbersOfLinesAbout } from '../trace/index.ts';
import type { Vault } from '../vault/index.ts';
import { type NewLeak, placeOfWhat, type RaisedLeak } from './leakCase.ts';
import { insertLeak, insertLeakClients, insertLeakTrace } from './leakStore.ts';

/** How far back the trace reaches that a case gets, and how many lines at most. */
const traceDays = 90;
const mostLines = 10_000;

/**
 * Opens a case about leaked client data (CR-5.01), with the trace of the affected clients as it stands at this moment; the records
 * supervisor and the client-service manager see it at once. The last step of a transaction, since it writes into the audit trail.
 */
export const raiseLeak =
  (vault: Vault) =>
  async (tx: Tx, context: Actor, leak: NewLeak): Promise<RaisedLeak> => {
    const [id, explanationId] = [context.newId(), context.newId()];
    const raised = await acrossSites(tx, () => keepCase(vault)(tx, context, { ...leak, id, explanationId }));
    const { now: at, viewer: actor, requestId, clientAddress = null } = context;
    await appendAudit(tx, {
      ...{ at, actor, siteId: leak.siteId, action: 'leak.report', resource: { type: 'LeakCase', id } },
      ...{ decision: 'allowed', clientAddress, ...(requestId === undefined ? {} : { requestId }) },
    });
    return raised;
  };

type Case = NewLeak & { readonly id: string; readonly explanationId: string };

const keepCase =
  (vault: Vault) =>
  async (tx: Tx, { viewer, now, newId }: Actor, leak: Case): Promise<RaisedLeak> => {
    const { id, siteId, raisedBy, explanationId } = leak;
    const key = vault.newDataKey(id);
    const number = await insertLeak(tx, {
      ...{ id, siteId, raisedBy, explanationId, reportedAt: now, reportedBy: actorOf(viewer) },
      reporterId: viewer.kind === 'staff' ? viewer.staffId : null,
      accusedId: leak.accusedStaffId ?? null,
      pattern: leak.pattern?.name ?? null,
      patternDay: leak.pattern?.day ?? null,
      keyId: key.keyId,
      wrappedKey: key.wrapped,
      whatSealed: vault.seal(key, id, placeOfWhat(id), leak.what),
    });
    const clientIds = await insertLeakClients(tx, id, leak.clientIds.filter(isUuid));
    const from = new Date(now.getTime() - traceDays * dayMilliseconds);
    const numbers = await numbersOfLinesAbout(tx, { clientIds, from, most: mostLines });
    await insertLeakTrace(tx, id, [...numbers, ...(leak.lines ?? [])]);
    const explanation = whyRaised(leak, now);
    await saveExplanation(tx, { id: explanationId, subject: { type: 'LeakCase', id }, siteId, explanation });
    const data = { caseId: id, siteId, raisedBy, reportedAt: now.toISOString() };
    await appendToOutbox(tx, [{ id: newId(), event: leakReportedV1, aggregate: { type: 'leak', id }, at: now, data }]);
    return { caseId: id, number };
  };

const dayMilliseconds = 86_400_000;

/** It counts what was named and not what was found: whoever handles the case need not know that there is such a client (S14). */
const whyRaised = ({ raisedBy, pattern, clientIds }: NewLeak, now: Date) => {
  const why = reasoning(now).apply('CR-5.01', 'CR-2.04').fact('raisedBy', raisedBy);
  if (pattern) why.fact('pattern', pattern.name).fact('day', pattern.day);
  return why.fact('clients', clientIds.length).explain('OPENED', opened);
};

const opened = text(
  '发现泄密或可能泄密，立即立案，并附上相关客户的查阅痕迹。',
  'Client data leaked or may have: a case is opened at once, with the trace of the clients attached.',
);
