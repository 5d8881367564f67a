import { NotFound } from '@shouwen/access';
import { isUuid } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { traceRefusal } from '../trace/index.ts';

export type Attempt = {
  readonly action: string;
  readonly type: 'Client' | 'File' | 'Shelf' | 'Hold' | 'Destruction';
  readonly id: string;
  /** Whose data it was about, when that is known. */
  readonly clientId?: string | null;
};

/**
 * Answers like what does not exist, and traces the attempt first, in a transaction of its own (CR-2.04). What is no id is not copied into
 * the trace: it may be anything, and of any length.
 */
export const refuseAttempt = async (
  context: BareContext,
  { action, type, id, clientId = null }: Attempt,
): Promise<never> => {
  await traceRefusal(context, { siteId: null, action, resource: { type, id: isUuid(id) ? id : 'none' }, clientId });
  throw new NotFound();
};
