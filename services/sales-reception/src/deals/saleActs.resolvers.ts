import { type CommandResult, NotFound } from '@shouwen/access';
import { isUuid } from '@shouwen/kernel';
import { toGraphRefusal } from '@shouwen/subgraph';
import { fromGraphName } from '../graphNames.ts';
import type { ContractOutcome } from './contracts/contract.ts';
import { checkContract, drawContract, openContract, reportContractFault } from './contracts/contractActs.ts';
import { signContract } from './contracts/signContract.ts';
import type { Channel, PaymentMethod } from './deal.ts';
import { type GraphStep, stepOf } from './dealActs.resolvers.ts';
import type { DealRecorded } from './dealContext.ts';
import type { DealGraph } from './dealLoaders.ts';
import { idOf, papersOf } from './graphNames.ts';
import { type NewIntent, recordEarnestMoney } from './intents/openIntent.ts';
import { returnEarnest } from './intents/returnEarnest.ts';
import type { Paper } from './steps/dealStep.ts';
import type { DealClosedHook } from './tellDeal.ts';

type Asked<Input> = { readonly input: Input };
type IntentInput = {
  readonly idempotencyKey: string;
  readonly unitId: string;
  readonly clientId: string;
  readonly visitId?: string | null;
  readonly price?: number | null;
  readonly channel: string;
  readonly introducerId?: string | null;
  readonly happenedAt?: Date | null;
  readonly papers: readonly Paper[];
};
type CheckInput = GraphStep & { readonly outcome: string };
type FaultInput = GraphStep & { readonly grave: boolean };
type SignInput = GraphStep & { readonly paymentMethod: string };

const answered = async (answer: Promise<CommandResult<DealRecorded>>) => {
  const result = await answer;
  return result.outcome === 'refused'
    ? toGraphRefusal(result.refusal, result.explanation)
    : { __typename: 'SaleRecorded', ...result.result };
};

const intentOf = (input: IntentInput): NewIntent => {
  if (!isUuid(input.unitId)) throw new NotFound();
  const { idempotencyKey, unitId, price, visitId, introducerId } = input;
  return {
    idempotencyKey,
    unitId,
    clientId: idOf(input.clientId, 'clientId'),
    visitId: visitId ? idOf(visitId, 'visitId') : null,
    priceFen: price ?? null,
    channel: fromGraphName<Channel>(input.channel),
    introducerId: introducerId ? idOf(introducerId, 'introducerId') : null,
    happenedAt: input.happenedAt ?? null,
    papers: papersOf(input.papers),
  };
};

/** The commands of intents and contracts, which may come before a deal. */
export const saleActs = (dealClosed: DealClosedHook) => ({
  recordEarnestMoney: (_: unknown, { input }: Asked<IntentInput & { readonly amount: number }>, context: DealGraph) =>
    answered(recordEarnestMoney(context, { ...intentOf(input), amountFen: input.amount })),
  returnEarnestMoney: (_: unknown, { input }: Asked<GraphStep>, context: DealGraph) =>
    answered(returnEarnest(context, stepOf(input))),
  openContract: (_: unknown, { input }: Asked<IntentInput>, context: DealGraph) =>
    answered(openContract(context, intentOf(input))),
  drawContract: (_: unknown, { input }: Asked<GraphStep>, context: DealGraph) =>
    answered(drawContract(context, stepOf(input))),
  checkContract: (_: unknown, { input }: Asked<CheckInput>, context: DealGraph) =>
    answered(checkContract(context, { ...stepOf(input), outcome: fromGraphName<ContractOutcome>(input.outcome) })),
  reportContractFault: (_: unknown, { input }: Asked<FaultInput>, context: DealGraph) =>
    answered(reportContractFault(context, { ...stepOf(input), grave: input.grave })),
  signContract: (_: unknown, { input }: Asked<SignInput>, context: DealGraph) => {
    const paymentMethod = fromGraphName<PaymentMethod>(input.paymentMethod);
    return answered(signContract({ ...context, dealClosed }, { ...stepOf(input), paymentMethod }));
  },
});
