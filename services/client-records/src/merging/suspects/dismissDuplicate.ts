import {
  actorOf,
  BadInput,
  type CommandResult,
  demandStaff,
  done,
  keepAct,
  NotFound,
  refusedWith,
  runCommand,
} from '@shouwen/access';
import { isUuid, type Refusal, reasoning, text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { readReason } from '../../readReason.ts';
import { personsReached, traceRefused } from '../../relations/index.ts';
import { noReason } from '../mergeClients.ts';
import { dismissSuspicion, lockedSuspicion } from './suspicionQueries.ts';

export type DismissDuplicate = {
  readonly idempotencyKey: string;
  readonly suspicionId: string;
  /** 4 to 200 characters. */
  readonly because: string;
};
export type DuplicateDismissed = { readonly suspicionId: string; readonly explanationId: string };

const [permission, action] = ['client.merge', 'client.dismissDuplicate'] as const;

/**
 * CR-1.05: the two are not one person; the pair is not listed again. Needs `client.merge` and a ground to read both.
 * @throws NotFound when there is no such pair for the viewer; BadInput without a reason
 */
export const dismissDuplicate = async (
  context: BareContext,
  { idempotencyKey, ...asked }: DismissDuplicate,
): Promise<CommandResult<DuplicateDismissed>> => {
  demandStaff(context.viewer);
  const ids = await demandPair(context, asked.suspicionId);
  const because = readReason(asked.because);
  if (because === null) throw new BadInput(noReason, 'because');
  return runCommand({ ...context, name: 'dismissDuplicate', idempotencyKey, input: asked }, async (tx) => {
    const row = await lockedSuspicion(tx, asked.suspicionId);
    if (!row || !(await personsReached(tx, context, { permission, ids }))) throw new NotFound();
    const { now, viewer } = context;
    const why = reasoning(now).apply('CR-1.05').fact('because', row.because);
    if (row.dismissedAt !== null) return refusedWith(settled, why.explain('REFUSED', settled.message));
    await dismissSuspicion(tx, { id: row.id, at: now, by: actorOf(viewer), because });
    const explanation = why.explain('DISMISSED', text('确认为两位客户。', 'These are two people.'));
    const subject = { type: 'Client', id: row.oneId };
    const explanationId = await keepAct(tx, context, {
      action,
      siteId: null,
      subject,
      explanation,
      detail: row.otherId,
    });
    return done({ suspicionId: row.id, explanationId });
  });
};

/** A pair that the viewer may not know of answers like none, and is traced with both. @throws NotFound */
const demandPair = async (context: BareContext, id: string): Promise<string[]> => {
  if (!isUuid(id)) throw new NotFound();
  const found = await context.db.within('*').transaction(async (tx) => {
    const row = await lockedSuspicion(tx, id);
    const ids = row ? [row.oneId, row.otherId] : [];
    return { ids, reached: row !== null && (await personsReached(tx, context, { permission, ids })) !== null };
  });
  if (found.reached) return found.ids;
  if (found.ids.length > 0) await traceRefused(context, { action, ids: found.ids });
  throw new NotFound();
};

const settled: Refusal<'DUPLICATE_DISMISSED'> = {
  code: 'DUPLICATE_DISMISSED',
  rule: 'CR-1.05',
  message: text('此项已确认并非同一客户。', 'These two were found to be two people already.'),
};
