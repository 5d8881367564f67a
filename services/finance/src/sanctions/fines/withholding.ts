import type { Tx } from '@shouwen/database';
import { releaseWithheld, type WithholdingScope, withhold } from '../../commission/index.ts';
import type { Fine } from '../fine.ts';
import type { Effect } from '../schedule/effects.ts';
import type { SanctionAct } from './keepStep.ts';

/** FI-1.06: a fine that keeps commission back tells the commission how much of it. */
export const withholdFor = async (
  tx: Tx,
  act: SanctionAct,
  { fine, effects }: { readonly fine: Fine; readonly effects: readonly Effect[] },
): Promise<void> => {
  const { id: sanctionId, siteId, staffId, code } = fine;
  for (const scope of effects.flatMap((effect) => scopesOf(effect, fine)))
    await withhold(tx, { siteId, staffId, sanctionId, scope, code, at: act.now }, act);
};

/** FI-1.06: the fine does not stand any more. */
export const releaseFor = (tx: Tx, act: SanctionAct, fine: Fine): Promise<void> =>
  releaseWithheld(tx, { sanctionId: fine.id, at: act.now }, act);

/** The month of a withheld month is that of the act. */
const scopesOf = (effect: Effect, { dealId, occurredOn }: Fine): WithholdingScope[] => {
  if (effect === 'withhold-all') return [{ of: 'all' }];
  if (effect === 'withhold-month') return [{ of: 'month', month: occurredOn.slice(0, 7) }];
  return effect === 'withhold-deal' && dealId !== null ? [{ of: 'deal', dealId }] : [];
};
