import { type CommandResult, refusedWith } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { reasoning } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { countSearch, searchAllowed, tooManySearches, traceRefusal } from '../trace/index.ts';

/** A phone or identity number that somebody writes into a record. Whether it is another's already is told: so it counts as a search (S21). */
export type WrittenNumber = {
  /** Its blind index; null for what is no such number. */
  readonly index: Buffer | null;
  readonly siteId: string;
  readonly clientId: string;
  /** The act, and the sort of number, as the trace names them. */
  readonly action: string;
  readonly detail: string;
};

const searchFor = (siteId: string, phoneIndex: Buffer) => ({ kind: 'search', siteId, phoneIndex }) as const;

/** The refusal of more numbers than a person writes down (CR-2.05), or null; asked before anybody is looked for. */
export const tooManyWritten = async (
  tx: Tx,
  context: BareContext,
  { index, siteId }: WrittenNumber,
): Promise<CommandResult<never> | null> => {
  if (index === null || (await searchAllowed(tx, context, searchFor(siteId, index)))) return null;
  const why = reasoning(context.now).apply('CR-2.05');
  return refusedWith(tooManySearches, why.explain('REFUSED', tooManySearches.message));
};

/** Counts one: in the transaction that writes it, or, `anothers`, in that of the trace, for then it found somebody. */
export const countWritten = async (
  tx: Tx,
  context: BareContext,
  { index, siteId, anothers }: Pick<WrittenNumber, 'index' | 'siteId'> & { readonly anothers: boolean },
): Promise<void> => {
  if (index !== null) await countSearch(tx, context, { ...searchFor(siteId, index), missed: anothers });
};

/** Writes down that somebody was stopped. */
export const traceTooManyWritten = (
  context: BareContext,
  { siteId, clientId, action, detail }: WrittenNumber,
): Promise<void> => {
  const resource = { type: 'Client', id: clientId };
  return traceRefusal(context, { siteId, action, resource, detail, reason: tooManySearches.code });
};

export const isTooMany = (answer: CommandResult<unknown>): boolean =>
  answer.outcome === 'refused' && answer.refusal.code === tooManySearches.code;
