import { type CommandResult, NotFound } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { Decision, Refusal } from '@shouwen/kernel';
import { lockUnit, moveUnit } from '../../units/index.ts';
import { decideCloseDeal } from '../closing/closeDeal.decision.ts';
import { type ClosedNow, loadClosing, saveClosing } from '../closing/closing.ts';
import type { PaymentMethod } from '../deal.ts';
import type { ClosingContext, DealRecorded } from '../dealContext.ts';
import { changeDeal } from '../dealStore.ts';
import type { StoredIntent } from '../intents/intent.ts';
import { endIntent } from '../intents/intentStore.ts';
import { actOnSale, type SaleScene, type StepInput } from '../steps/actOnSale.ts';
import { tellContracted } from '../tellDeal.ts';
import { type ContractSigned, decideSignContract } from './contract.decision.ts';
import { contractFacts } from './contractActs.ts';
import { liveContractOf, saveSignature } from './contractStore.ts';

export type SignContract = StepInput & { readonly paymentMethod: PaymentMethod };
type Signing = ContractSigned & { /** Set when the signature closes the deal. */ readonly closing: ClosedNow | null };

/**
 * SR-9.02, SR-9.06: the contract that another checked is signed. Where no deposit was paid before, this closes the deal, by everything
 * that a deposit would have had to meet. Needs `deal.record` at the site. @throws NotFound
 */
export const signContract = (context: ClosingContext, input: SignContract): Promise<CommandResult<DealRecorded>> =>
  actOnSale<Signing, SignContract>(context, {
    name: 'signContract',
    step: 'contract-signed',
    permission: 'deal.record',
    input,
    decide: (tx, scene) => decide(tx, { context, scene, paymentMethod: input.paymentMethod }),
    save: (tx, scene, event) => save(tx, { context, scene, paymentMethod: input.paymentMethod }, event),
  });

type Asked = {
  readonly context: ClosingContext;
  readonly scene: SaleScene;
  readonly paymentMethod: PaymentMethod;
};

const decide = async (tx: Tx, asked: Asked): Promise<Decision<Signing, Refusal>> => {
  const { sale } = asked.scene;
  const decision = decideSignContract(await contractFacts(tx, asked.scene));
  const [signed] = decision.outcome === 'accepted' ? decision.events : [];
  if (decision.outcome === 'refused' || !signed) return decision as Decision<never, Refusal>;
  if (sale.kind === 'deal') return { ...decision, events: [{ ...signed, closing: null }] };
  return decideClosing(tx, asked, { intent: sale.intent, signed });
};

type Unclosed = { readonly intent: StoredIntent; readonly signed: ContractSigned };

const decideClosing = async (
  tx: Tx,
  { context, scene, paymentMethod }: Asked,
  { intent, signed }: Unclosed,
): Promise<Decision<Signing, Refusal>> => {
  const unit = await lockUnit(tx, intent.unitId, { at: context.now, newId: context.newId });
  if (!unit) throw new NotFound();
  const { time, explanationId } = scene;
  const { drawnBy, checkedBy } = signed;
  const by = { act: 'contract', paymentMethod, drawnBy, checkedBy } as const;
  const { dealId, clientId, visitId, priceFen, channel, introducerId, earnestFen } = intent;
  const terms = { dealId, clientId, visitId, priceFen, channel, introducerId };
  const facts = await loadClosing(tx, context, { terms, unit, by, earnestFen, time, explanationId });
  const closing = decideCloseDeal(facts);
  if (closing.outcome === 'refused') return closing;
  return { ...closing, events: closing.events.map(({ deal }) => ({ ...signed, closing: { deal, facts, time } })) };
};

const save = async (tx: Tx, { context, scene, paymentMethod }: Asked, event: Signing): Promise<void> => {
  const { sale, time, explanationId: why } = scene;
  const { now: at, newId } = context;
  const { dealId, siteId, unitId } = sale.kind === 'deal' ? sale.deal : sale.intent;
  if (event.closing) await saveClosing(tx, context, event.closing);
  if (sale.kind === 'intent') await endIntent(tx, sale.intent, { state: 'closed' });
  else await changeDeal(tx, sale.deal, { type: 'StageReached', dealId, stage: 'contracted', paymentMethod });
  const contract = await liveContractOf(tx, dealId);
  if (contract) await saveSignature(tx, contract.contractId, time.at);
  if (isAnew(sale)) return;
  const unit = await lockUnit(tx, unitId, { at, newId });
  if (unit) await moveUnit(tx, unit, { move: 'contract', at, why });
  const { drawnBy, checkedBy } = event;
  await tellContracted(tx, { dealId, siteId }, { at, newId, signed: { drawnBy, checkedBy, at: time.at, on: time.on } });
};

/** SR-9.04: instead of one that was found faulty: the deal was contracted on the day of the first, and nobody is told twice. */
const isAnew = (sale: SaleScene['sale']): boolean => sale.kind === 'deal' && sale.deal.stage === 'contracted';
