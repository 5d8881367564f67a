import type { CommandResult } from '@shouwen/access';
import { lockUnit, moveUnit } from '../../units/index.ts';
import { awaitsNewContract } from '../contracts/contractStore.ts';
import type { DealContext, DealRecorded } from '../dealContext.ts';
import { changeDeal } from '../dealStore.ts';
import { actOnDeal, type StepInput } from '../steps/actOnSale.ts';
import { decideProgress } from './progress.decision.ts';

/** SR-9.02: the signed contract is filed with the authorities. Needs `deal.record` at the site. @throws NotFound */
export const fileDeal = (context: DealContext, input: StepInput): Promise<CommandResult<DealRecorded>> =>
  actOnDeal(context, {
    name: 'fileDeal',
    step: 'filed',
    permission: 'deal.record',
    input,
    decide: async (tx, { deal, time: { at, policy } }) =>
      decideProgress({ deal, to: 'filed', at, policy, awaitsNewContract: await awaitsNewContract(tx, deal.dealId) }),
    save: async (tx, { deal }, event) => {
      await changeDeal(tx, deal, event);
    },
  });

/** SR-9.02: the buyer gets the keys; the deal and its unit are at their end. Needs `deal.record` at the site. @throws NotFound */
export const handOver = (context: DealContext, input: StepInput): Promise<CommandResult<DealRecorded>> =>
  actOnDeal(context, {
    name: 'handOver',
    step: 'handed-over',
    permission: 'deal.record',
    input,
    decide: (_, { deal, time: { at, policy } }) =>
      decideProgress({ deal, to: 'handed-over', at, policy, awaitsNewContract: false }),
    save: async (tx, { deal, explanationId: why }, event) => {
      await changeDeal(tx, deal, event);
      const { now: at, newId } = context;
      const unit = await lockUnit(tx, deal.unitId, { at, newId });
      if (unit) await moveUnit(tx, unit, { move: 'handOver', at, why });
    },
  });
