import { actorOf } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { type Refusal, text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { recordsPolicyAt } from '../../policies/index.ts';
import { maySearch } from './admission.decision.ts';
import { countSearches, insertPhoneSearch, type SearchKind } from './phoneSearchStore.ts';

export type AskedSearch = { readonly kind: SearchKind; readonly siteId: string | null; readonly phoneIndex: Buffer };

export type SearchRefusal = Refusal<'TOO_MANY_SEARCHES'>;

/** It tells nothing of the number: not whether anybody has it, nor how many searches are left. */
export const tooManySearches: SearchRefusal = {
  code: 'TOO_MANY_SEARCHES',
  rule: 'CR-2.05',
  message: text('查找过于频繁，请稍后再试。', 'Too many searches in a short time; try again later.'),
  retryable: true,
};

/**
 * Whether this person may search for this number now (CR-2.05, S21). Asked before the number is looked up, by one count whoever has it.
 * Searches that run at the same moment do not see each other, so a person may go over by as many as there are connections.
 */
export const searchAllowed = async (
  tx: Tx,
  { viewer, now }: Pick<BareContext, 'viewer' | 'now'>,
  { kind, siteId, phoneIndex }: AskedSearch,
): Promise<boolean> => {
  if (viewer.kind === 'system') return true;
  const { params } = await recordsPolicyAt(tx, siteId, now);
  const since = new Date(now.getTime() - params['search.minutes'] * 60_000);
  const made = await countSearches(tx, { actor: actorOf(viewer), kind, phoneIndex }, since);
  const perPerson = params[kind === 'search' ? 'search.perPerson' : 'identify.perPerson'];
  return maySearch(made, { perPerson, perPhone: params['search.perPhone'] });
};

/** Counts a search that is answered, in the transaction that looked. */
export const countSearch = async (
  tx: Tx,
  { viewer, now }: Pick<BareContext, 'viewer' | 'now'>,
  { kind, phoneIndex, missed }: Omit<AskedSearch, 'siteId'> & { readonly missed: boolean },
): Promise<void> => insertPhoneSearch(tx, { actor: actorOf(viewer), kind, phoneIndex, at: now }, missed);
