import type { Tx } from '@shouwen/database';
import { type Attribution, attributionFor } from '../ownership/index.ts';
import { receptionBook } from '../receptions/index.ts';
import type { Dispute } from './dispute.ts';
import { standingDealsIn } from './disputeQueries.ts';
import type { ByRules } from './ruleDispute.decision.ts';

/** What the rules themselves come to for the deals in dispute, or for a deal that closed now; null when they name nobody, or differ. */
export const splitByRules = async (tx: Tx, dispute: Dispute, at: Date): Promise<ByRules> => {
  const { siteId, clientId, disputeId } = dispute;
  const deals = await standingDealsIn(tx, disputeId);
  const asked = deals.length > 0 ? deals : [{ dealId: null, visitId: null, closedAt: at }];
  const all: Attribution[] = [];
  for (const deal of asked) {
    const seen = deal.visitId === null ? null : await receptionBook.visitOf(tx, deal.visitId);
    const visit = seen && { ...seen, clientId };
    all.push(await attributionFor(tx, { siteId, clientId, ...deal, visit }));
  }
  const [first, ...others] = all;
  if (!first || first.consultants.length === 0 || others.some((one) => keyOf(one) !== keyOf(first))) return null;
  return { shares: first.consultants.map(({ staffId, parts }) => ({ staffId, parts })), rules: first.rules };
};

const keyOf = ({ consultants }: Attribution): string =>
  consultants
    .map(({ staffId, parts }) => `${staffId}/${parts}`)
    .sort()
    .join();
