import { appendAudit, BadInput, TooManyRequests } from '@shouwen/access';
import { acrossSites, type Tx } from '@shouwen/database';
import { text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { readIdentityNumber, similarPhones } from '../contacts/index.ts';
import { countSearch, searchAllowed, tooManySearches, traceRefusal } from '../trace/index.ts';
import type { Vault } from '../vault/index.ts';
import { type DuplicateRow, duplicatesOf, type Sought } from './duplicateQueries.ts';
import { readIdentification } from './identifyClient.decision.ts';
import { demandIdentify } from './identifyClient.ts';
import { seenAtDesk } from './seenAtDesk.ts';

export type PossibleDuplicates = {
  readonly exact: readonly DuplicateRow[];
  readonly likely: readonly DuplicateRow[];
  readonly askTheManager: boolean;
};

export type AskedDuplicates = {
  readonly siteId: string;
  readonly name: string;
  readonly phone: string;
  readonly identityNumber?: string | null;
};

/**
 * SR-2.06: who may be the same person, before a new client is made. The desk and whoever reads the clients of the site see them; a
 * consultant sees the own ones, and of a colleague's learns only to ask the manager (CR-2.01). Every search is traced (CR-2.04).
 * @throws Forbidden, NotSignedIn, BadInput, TooManyRequests for more searches than a person makes (CR-2.05)
 */
export const possibleDuplicates =
  (vault: Vault) =>
  async (context: BareContext, asked: AskedDuplicates): Promise<PossibleDuplicates> => {
    await demandIdentify(context, asked.siteId);
    const sought = readSought(vault, asked);
    const [phoneIndex = Buffer.alloc(0)] = sought.phoneIndexes;
    const search = { kind: 'search', siteId: asked.siteId, phoneIndex } as const;
    const answer = await context.db.transaction(async (tx) => {
      if (!(await searchAllowed(tx, context, search))) return null;
      const found = await acrossSites(tx, () => duplicatesOf(tx, sought));
      const seen = await seenAtDesk(tx, context, { siteId: asked.siteId, ids: found.map(({ id }) => id) });
      const exact = found.filter(isExact);
      const hidden = exact.filter(({ id }) => !seen.has(id));
      await countSearch(tx, context, { ...search, missed: exact.length === 0 });
      await trace(tx, context, { siteId: asked.siteId, exact, hidden });
      return {
        exact: exact.filter(({ id }) => seen.has(id)),
        likely: found.filter((row) => !isExact(row) && seen.has(row.id)),
        askTheManager: hidden.length > 0,
      };
    });
    if (answer) return answer;
    await traceRefusal(context, { ...tooMany, siteId: asked.siteId });
    throw new TooManyRequests();
  };

const tooMany = {
  action: 'client.possibleDuplicates',
  resource: { type: 'Client', id: 'none' },
  detail: 'phone',
  reason: tooManySearches.code,
};

const isExact = ({ samePhone, sameIdentity }: DuplicateRow): boolean => samePhone || sameIdentity;

const readSought = (vault: Vault, { siteId, name, phone, identityNumber = null }: AskedDuplicates): Sought => {
  const read = readIdentification({ name, phone });
  if ('code' in read) throw new BadInput(read.message, read.code === 'PHONE_INVALID' ? 'phone' : 'name');
  const identity = identityNumber === null ? null : readIdentityNumber(identityNumber);
  if (identityNumber !== null && identity === null) throw new BadInput(noIdentityNumber, 'identityNumber');
  return {
    siteId,
    name: read.name,
    phoneIndexes: vault.blindIndexes('phone', read.phone),
    similarIndexes: similarPhones(read.phone).flatMap((one) => vault.blindIndexes('phone', one)),
    identityIndexes: identity === null ? [] : vault.blindIndexes('identity', identity),
  };
};

type Traced = {
  readonly siteId: string;
  readonly exact: readonly DuplicateRow[];
  readonly hidden: readonly DuplicateRow[];
};

const trace = async (
  tx: Tx,
  { now, viewer, requestId }: BareContext,
  { siteId, exact, hidden }: Traced,
): Promise<void> => {
  const search = { at: now, actor: viewer, siteId, action: 'client.possibleDuplicates', requestId } as const;
  if (exact.length === 0)
    await appendAudit(tx, { ...search, resource: { type: 'Client', id: 'none' }, decision: 'allowed' });
  for (const row of exact) {
    const decision = hidden.includes(row) ? 'refused' : 'allowed';
    await appendAudit(tx, { ...search, resource: { type: 'Client', id: row.id }, decision });
  }
};

const noIdentityNumber = text('证件号码无效。', 'This is not a valid identity number.');
