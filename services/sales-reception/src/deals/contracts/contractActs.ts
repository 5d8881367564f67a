import type { CommandResult } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { recordViolation } from '../../conduct/index.ts';
import type { DealContext, DealRecorded } from '../dealContext.ts';
import { type NewIntent, openIntent } from '../intents/openIntent.ts';
import { actOnSale, type Sale, type SaleScene, type StepInput } from '../steps/actOnSale.ts';
import {
  type ContractFacts,
  decideCheckContract,
  decideContractFault,
  decideDrawContract,
} from './contract.decision.ts';
import type { ContractOutcome } from './contract.ts';
import { insertContract, liveContractOf, saveCheck, saveFault } from './contractStore.ts';

/** SR-9.04: draws up the contract of a deal, or of an intent whose deposit is still to come. Needs `contract.draw`. @throws NotFound */
export const drawContract = (context: DealContext, input: StepInput): Promise<CommandResult<DealRecorded>> =>
  actOnSale(context, {
    name: 'drawContract',
    step: 'contract-drawn',
    permission: 'contract.draw',
    input,
    decide: async (tx, scene) => decideDrawContract(await contractFacts(tx, scene)),
    save: (tx, { sale, time }, { drawnBy }) => draw(tx, context, { ...idsOf(sale), drawnBy, drawnAt: time.at }),
  });

/** SR-9.04, SR-9.06: draws up a contract before any deposit or earnest money. Needs `contract.draw`. @throws NotFound */
export const openContract = (context: DealContext, input: NewIntent): Promise<CommandResult<DealRecorded>> =>
  openIntent(context, input, {
    name: 'openContract',
    permission: 'contract.draw',
    earnestFen: null,
    andThen: async (tx, { dealId, siteId }, time) => {
      const drawnBy = context.viewer.kind === 'staff' ? context.viewer.staffId : '';
      await draw(tx, context, { dealId, siteId, drawnBy, drawnAt: time.at });
    },
  });

export type CheckContract = StepInput & { readonly outcome: ContractOutcome };

/** SR-9.04: checks the contract that another drew up. Needs `contract.check`. @throws NotFound */
export const checkContract = (context: DealContext, input: CheckContract): Promise<CommandResult<DealRecorded>> =>
  actOnSale(context, {
    name: 'checkContract',
    step: input.outcome === 'correct' ? 'contract-checked' : 'contract-returned',
    permission: 'contract.check',
    input,
    decide: async (tx, scene) => decideCheckContract(await contractFacts(tx, scene), input.outcome),
    save: async (tx, { sale, staffId, time }, { outcome }) => {
      const contract = await liveContractOf(tx, idsOf(sale).dealId);
      if (contract) await saveCheck(tx, contract.contractId, { by: staffId, at: time.at, outcome });
    },
  });

export type ContractFault = StepInput & { readonly grave: boolean };

/** SR-9.04: a fault that both overlooked: a violation V-31 of each (FI-3). Needs `contract.check`. @throws NotFound */
export const reportContractFault = (context: DealContext, input: ContractFault): Promise<CommandResult<DealRecorded>> =>
  actOnSale(context, {
    name: 'reportContractFault',
    step: 'contract-fault-found',
    permission: 'contract.check',
    input,
    decide: async (tx, scene) => decideContractFault(await contractFacts(tx, scene)),
    save: async (tx, { sale, staffId, time }, { bookedTo }) => {
      const { dealId, siteId } = idsOf(sale);
      const contract = await liveContractOf(tx, dealId);
      if (!contract) return;
      const { contractId } = contract;
      await saveFault(tx, contractId, { by: staffId, at: time.at });
      const { now: at, newId } = context;
      const violation = {
        siteId,
        code: 'V-31',
        occurredAt: time.at,
        at,
        reportedBy: staffId,
        grave: input.grave,
        newId,
      };
      const about = { subject: { type: 'contract', id: contractId }, reason: 'contract-fault' };
      for (const booked of bookedTo)
        await recordViolation(tx, {
          ...violation,
          ...about,
          staffId: booked,
          dealId: sale.kind === 'deal' ? dealId : null,
          rules: ['SR-9.04', 'V-31'],
        });
    },
  });

/** What a step of a contract is judged by. */
export const contractFacts = async (tx: Tx, { sale, staffId, time }: SaleScene): Promise<ContractFacts> => ({
  contract: await liveContractOf(tx, idsOf(sale).dealId),
  awaitsContract:
    sale.kind === 'intent'
      ? sale.intent.state === 'open'
      : sale.deal.state === 'closed' && (sale.deal.stage === 'subscribed' || sale.deal.stage === 'contracted'),
  staffId,
  at: time.at,
});

const idsOf = (sale: Sale): { readonly dealId: string; readonly siteId: string } =>
  sale.kind === 'deal' ? sale.deal : sale.intent;

type NewContract = {
  readonly dealId: string;
  readonly siteId: string;
  readonly drawnBy: string;
  readonly drawnAt: Date;
};

const draw = async (tx: Tx, { newId }: DealContext, { dealId, drawnBy, drawnAt }: NewContract): Promise<void> =>
  insertContract(tx, { contractId: newId(), dealId, drawnBy, drawnAt, state: 'drawn' });
