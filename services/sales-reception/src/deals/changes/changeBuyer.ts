import type { CommandResult } from '@shouwen/access';
import { type Decision, type Refusal, reasoning, refused } from '@shouwen/kernel';
import { renameBuyer } from '../../ownership/index.ts';
import { clientsKnown } from '../../projections/index.ts';
import { supersedeUnsigned } from '../contracts/contractStore.ts';
import type { DealContext, DealRecorded } from '../dealContext.ts';
import { changeDeal } from '../dealStore.ts';
import { actOnDeal, type StepInput } from '../steps/actOnSale.ts';
import { tellTermsChanged } from '../tellDeal.ts';
import { type BuyerChanged, decideChangeBuyer } from './terms.decision.ts';

export type ChangeBuyer = StepInput & { readonly clientId: string };

/**
 * SR-3.17: the deal gets another name, and who bears it is the buyer from then on; who shares the deal stays, by the ownership of who closed it. Needs `deal.change` at the site, and
 * nobody who shares in the deal does it. @throws NotFound
 */
export const changeBuyer = (context: DealContext, input: ChangeBuyer): Promise<CommandResult<DealRecorded>> =>
  actOnDeal<BuyerChanged, ChangeBuyer>(context, {
    name: 'changeBuyer',
    step: 'buyer-changed',
    permission: 'deal.change',
    input,
    decide: async (tx, { deal, staffId, time }): Promise<Decision<BuyerChanged, Refusal>> => {
      const unknown = await clientsKnown(tx, [input.clientId]);
      if (unknown) return refused(unknown, reasoning(time.at).explain('refused', unknown.message));
      return decideChangeBuyer({ deal, staffId, at: time.at, clientId: input.clientId });
    },
    save: async (tx, { deal, time }, event) => {
      await supersedeUnsigned(tx, event.dealId, context.now);
      const after = await changeDeal(tx, deal, event);
      await renameBuyer(tx, { dealId: event.dealId, clientId: event.clientId, at: time.at });
      const { now: at, newId } = context;
      await tellTermsChanged(tx, after, { kind: 'name-change', changedAt: time.at, at, newId });
    },
  });
