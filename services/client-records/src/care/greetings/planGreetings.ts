import { type SavedExplanation, saveExplanations } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { type PolicyVersion, siteDate } from '@shouwen/kernel';
import { consentingClients } from '../../consents/index.ts';
import type { CareParams } from '../../policies/index.ts';
import { homeSitesOf, ranksOf } from './clientFactsStore.ts';
import { insertGreeting } from './greetingStore.ts';
import { type GreetingFacts, planGreeting } from './planGreeting.decision.ts';

export type Candidate = {
  /** The surviving record (CR-1.05). */
  readonly clientId: string;
  readonly occasionKey: string;
  readonly occasion: GreetingFacts['occasion'];
  readonly dueOn: string;
};

type Planning = {
  readonly now: Date;
  readonly newId: () => string;
  readonly policy: PolicyVersion<CareParams>;
};

/**
 * CR-7.01: plans a greeting for each candidate who agreed to greetings, by rank. Once a client, occasion and year: what is there stays.
 * A client is the company's, so is the policy; the site is the one that looks after the client.
 */
export const planGreetings = async (tx: Tx, planning: Planning, candidates: readonly Candidate[]): Promise<void> => {
  const { now, newId, policy } = planning;
  const today = siteDate(now);
  const ids = [...new Set(candidates.map(({ clientId }) => clientId))];
  const consenting = await consentingClients(tx, ids, 'care');
  const ranks = await ranksOf(tx, ids);
  const homes = await homeSitesOf(tx, ids, today);
  const explanations: SavedExplanation[] = [];
  for (const { clientId, occasionKey, occasion, dueOn } of candidates) {
    const rank = ranks.get(clientId) ?? 'c';
    const plan = planGreeting({ now, today, dueOn, occasion, rank, hasConsent: consenting.has(clientId), policy });
    if (!plan) continue;
    const [greetingId, explanationId, siteId] = [newId(), newId(), homes.get(clientId) ?? null];
    const written = await insertGreeting(tx, {
      ...{ greetingId, clientId, siteId, occasionKey, occasion: occasion.kind, dueOn, rank, explanationId },
      ...{ whose: occasion.kind === 'birthday' ? occasion.whose : null },
      ...{ holiday: occasion.kind === 'holiday' ? occasion.holiday : null },
      ...{ through: plan.through, kinds: plan.kinds, plannedAt: now },
    });
    const subject = { type: 'Greeting', id: greetingId };
    if (written) explanations.push({ id: explanationId, subject, siteId, explanation: plan.explanation });
  }
  await saveExplanations(tx, explanations);
};
