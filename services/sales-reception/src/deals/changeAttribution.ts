import { saveExplanation } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { type Explanation, type Reasoning, reasoning } from '@shouwen/kernel';
import { type Attribution, attributionFor } from '../ownership/index.ts';
import type { ClosedDeal } from './deal.ts';
import { changeDeal, lockStandingDeals, type StoredDeal } from './dealStore.ts';
import { tellAttributionChanged } from './tellDeal.ts';
import { visitOfDeal } from './visitOfDeal.ts';

export type OwnershipDecided = {
  readonly siteId: string;
  readonly clientId: string;
  /** When the later decision was taken. */
  readonly at: Date;
  readonly newId: () => string;
  /** Why it was decided; becomes part of why the deal is shared as it is (SR-7.04). */
  readonly because?: Explanation;
};

/**
 * SR-9.05: to be called after a later decision on ownership (SR-3.11, SR-3.12, SR-3.14, SR-7.04), in its transaction: asks again
 * who shares the client's standing deals, keeps what changed, and tells finance, which posts the difference.
 * @returns the ids of the deals that are shared differently now
 */
export const changeAttribution = async (tx: Tx, decided: OwnershipDecided): Promise<string[]> => {
  const changed: string[] = [];
  for (const deal of await lockStandingDeals(tx, decided)) {
    const { dealId, siteId, originalClientId: clientId, visitId, closedAt } = deal;
    const attribution = await attributionFor(tx, {
      dealId,
      siteId,
      clientId,
      visitId,
      closedAt,
      visit: (await visitOfDeal(tx, { siteId, clientId, visitId }))?.visit ?? null,
    });
    if (attribution.consultants.length === 0 || sameShares(deal, attribution)) continue;
    await supersede(tx, deal, { attribution, decided });
    changed.push(deal.dealId);
  }
  return changed;
};

const supersede = async (
  tx: Tx,
  deal: StoredDeal & ClosedDeal,
  { attribution, decided }: { readonly attribution: Attribution; readonly decided: OwnershipDecided },
): Promise<void> => {
  const { at, newId, because } = decided;
  const { consultants, rules, explanation } = attribution;
  const { dealId, siteId } = deal;
  const why = reasoning(at).apply('SR-9.05', ...(because?.applied ?? []), ...rules);
  for (const one of because ? [because, explanation] : [explanation]) include(why, one);
  for (const { staffId, parts, role } of consultants) why.fact(`parts.${role}.${staffId}`, parts);
  const id = newId();
  const kept = why.explain('superseded', (because ?? explanation).summary);
  await saveExplanation(tx, { id, subject: { type: 'deal', id: dealId }, siteId, explanation: kept });
  const event = { type: 'AttributionChanged', dealId, consultants, rules, why: id } as const;
  await changeDeal(tx, deal, event);
  await tellAttributionChanged(tx, { ...deal, consultants, rules }, { at, newId });
};

const include = (why: Reasoning, { facts, rejected, policies }: Explanation): void => {
  for (const { name, value, at } of facts) why.fact(name, value, at);
  for (const { rule, because } of rejected) why.reject(rule, because);
  for (const policy of policies) why.under(policy);
};

const sameShares = ({ consultants }: ClosedDeal, attribution: Attribution): boolean => {
  const key = (all: Attribution['consultants']) =>
    all
      .map(({ staffId, parts, role }) => `${staffId}/${parts}/${role}`)
      .sort()
      .join();
  return key(consultants) === key(attribution.consultants);
};
