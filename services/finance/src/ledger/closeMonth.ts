import {
  appendAudit,
  type CommandResult,
  demand,
  done,
  NotFound,
  refusedWith,
  runCommand,
  saveExplanation,
  type Viewer,
} from '@shouwen/access';
import type { Database } from '@shouwen/database';
import { siteDate } from '@shouwen/kernel';
import { decideClosing } from './decideClosing.decision.ts';
import { lockBook, lockMonth } from './ledgerStore.ts';
import { type Month, monthOf } from './month.ts';

export type CloseMonth = {
  readonly db: Database;
  readonly viewer: Viewer;
  readonly now: Date;
  readonly newId: () => string;
};
export type CloseMonthInput = { readonly idempotencyKey: string; readonly siteId: string; readonly month: Month };
export type ClosedMonth = { readonly siteId: string; readonly month: Month; readonly explanationId: string };

/** FI-2.03: closes a month of a site's book, with all before it. Needs `ledger.close` there. */
export const closeMonth = async (context: CloseMonth, input: CloseMonthInput): Promise<CommandResult<ClosedMonth>> => {
  const { siteId, month } = input;
  demand(context.viewer, 'ledger.close', siteId);
  const command = { ...context, name: 'closeMonth', idempotencyKey: input.idempotencyKey, input: { siteId, month } };
  return runCommand<ClosedMonth>(command, async (tx) => {
    const book = await lockBook(tx, siteId, 'close');
    if (!book) throw new NotFound();
    const currentMonth = monthOf(siteDate(context.now, book.timeZone));
    const facts = { siteId, month, currentMonth, lockedThrough: book.lockedThrough, now: context.now };
    const decision = decideClosing(facts);
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const explanationId = context.newId();
    const subject = { type: 'month', id: `${siteId}/${month}` };
    await saveExplanation(tx, { id: explanationId, subject, siteId, explanation: decision.explanation });
    await lockMonth(tx, siteId, month);
    const { now: at, viewer: actor } = context;
    await appendAudit(tx, { at, actor, siteId, action: 'closeMonth', resource: subject, decision: 'allowed' });
    return done({ siteId, month, explanationId });
  });
};
