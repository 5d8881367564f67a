import { type CommandResult, NotFound } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { lockUnit, moveUnit, type Unit } from '../../units/index.ts';
import { supersedeUnsigned } from '../contracts/contractStore.ts';
import type { DealContext, DealRecorded } from '../dealContext.ts';
import { changeDeal } from '../dealStore.ts';
import { schemeAt } from '../priceScheme.ts';
import { approvedPriceFor, useApproval } from '../prices/priceRequestStore.ts';
import { usesApproval } from '../prices/priceRules.ts';
import { actOnDeal, type DealScene, type StepInput } from '../steps/actOnSale.ts';
import { tellTermsChanged } from '../tellDeal.ts';
import { decideSwapUnit, type SwapFacts, type UnitSwapped } from './terms.decision.ts';

export type SwapUnit = StepInput & { readonly unitId: string; readonly priceFen: number };

/**
 * SR-3.17: the buyer takes another unit; the old one is available again, the new one comes as far as the old one was. Needs
 * `deal.change` at the site, and nobody who shares in the deal does it. @throws NotFound
 */
export const swapUnit = (context: DealContext, input: SwapUnit): Promise<CommandResult<DealRecorded>> =>
  actOnDeal(context, {
    name: 'swapUnit',
    step: 'unit-swapped',
    permission: 'deal.change',
    input,
    decide: async (tx, scene) => decideSwapUnit((await loadSwap(tx, context, { scene, input })).facts),
    save: async (tx, scene, event) => save(tx, context, { scene, input, event }),
  });

type Asked = { readonly scene: DealScene; readonly input: SwapUnit };
type Swap = { readonly facts: SwapFacts; readonly oldUnit: Unit };

const loadSwap = async (tx: Tx, { now, newId }: DealContext, { scene, input }: Asked): Promise<Swap> => {
  const { deal, staffId, time } = scene;
  const { unitId, priceFen } = input;
  const { siteId, clientId } = deal;
  // In the order of their ids, so that two swaps between the same units do not wait for each other.
  const locked = new Map<string, Unit>();
  for (const id of [...new Set([deal.unitId, unitId])].sort()) {
    const unit = await lockUnit(tx, id, { at: now, newId });
    if (unit) locked.set(id, unit);
  }
  const [oldUnit, unit] = [locked.get(deal.unitId), locked.get(unitId)];
  if (!oldUnit || !unit || unit.siteId !== siteId) throw new NotFound();
  const approval = await approvedPriceFor(tx, { unitId, clientId, priceFen, at: time.at });
  const scheme = await schemeAt(tx, siteId, time.at);
  return { facts: { deal, staffId, at: time.at, unit, priceFen, scheme, approval }, oldUnit };
};

const save = async (
  tx: Tx,
  context: DealContext,
  { scene, input, event }: Asked & { readonly event: UnitSwapped },
): Promise<void> => {
  const { deal, explanationId: why, time } = scene;
  const { dealId } = deal;
  const { now: at, newId } = context;
  const { facts, oldUnit } = await loadSwap(tx, context, { scene, input });
  await moveUnit(tx, oldUnit, { move: 'free', at, why });
  await moveUnit(tx, facts.unit, { move: 'subscribe', at, why, dealId });
  const unit = deal.stage === 'contracted' ? await lockUnit(tx, facts.unit.unitId, { at, newId }) : null;
  if (unit) await moveUnit(tx, unit, { move: 'contract', at, why });
  if (facts.approval && usesApproval(facts)) await useApproval(tx, facts.approval.requestId, dealId);
  await supersedeUnsigned(tx, dealId, at);
  const after = await changeDeal(tx, deal, event);
  await tellTermsChanged(tx, after, { kind: 'unit-swap', changedAt: time.at, at, newId });
};
