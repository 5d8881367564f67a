import type { Tx } from '@shouwen/database';
import { addDays, reasoning, siteDate, text } from '@shouwen/kernel';
import { recordsPolicyAt } from '../../policies/index.ts';
import { judgedOn } from '../review/reviewCalendar.ts';
import { putIntoTiers, saveReasons } from '../spanStore.ts';
import type { Tier } from '../tier.ts';
import { beginProbation } from './factStore.ts';

type Opened = { readonly clientId: string; readonly siteId: string; readonly openedAt: Date };

/** CR-6.01: a new client is in a provisional tier until the day of judgement, some months after the first contact. */
export const openProbation = async (
  tx: Tx,
  { clientId, siteId, openedAt }: Opened,
  newId: () => string,
): Promise<void> => {
  const policy = await recordsPolicyAt(tx, null, openedAt);
  const openedOn = siteDate(openedAt);
  const judgeOn = judgedOn(openedOn, policy.params['tier.probationMonths']);
  if (!(await beginProbation(tx, { clientId, siteId, openedOn, judgeOn }))) return;
  const tier = policy.params['tier.provisional'] as Tier;
  const [spanId, explanationId] = [newId(), newId()];
  const why = reasoning(openedAt).apply('CR-6.01').under(policy).fact('openedOn', openedOn).fact('judgedOn', judgeOn);
  const explanation = why.explain(tier, text(`暂定${tier}级。`, `Provisionally tier ${tier}.`));
  await saveReasons(tx, [{ id: explanationId, clientId, explanation }]);
  const dates = { fromOn: openedOn, validThrough: addDays(judgeOn, -1), decidedAt: openedAt };
  const span = { spanId, clientId, tier, basis: 'provisional', year: null, explanationId, ...dates } as const;
  await putIntoTiers(tx, [span], newId);
};
