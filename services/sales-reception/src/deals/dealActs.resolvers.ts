import { type CommandResult, NotFound } from '@shouwen/access';
import { isUuid } from '@shouwen/kernel';
import { toGraphRefusal } from '@shouwen/subgraph';
import { fromGraphName } from '../graphNames.ts';
import { toGraphResult } from '../toGraphResult.ts';
import { type ChangeScheme, changeScheme } from './changeScheme.ts';
import { cancelDeal } from './changes/cancelDeal.ts';
import { changeBuyer } from './changes/changeBuyer.ts';
import { fileDeal, handOver } from './changes/progress.ts';
import { swapUnit } from './changes/swapUnit.ts';
import { recordDeposit } from './closing/recordDeposit.ts';
import type { CancellationReason, Channel, Fault } from './deal.ts';
import type { DealRecorded } from './dealContext.ts';
import type { DealGraph } from './dealLoaders.ts';
import { idOf, papersOf } from './graphNames.ts';
import type { PaymentKind } from './payments/payment.ts';
import { recordPayment } from './payments/recordPayment.ts';
import type { StepInput } from './steps/actOnSale.ts';
import type { Paper } from './steps/dealStep.ts';
import type { DealClosedHook } from './tellDeal.ts';

type Asked<Input> = { readonly input: Input };
export type GraphStep = {
  readonly idempotencyKey: string;
  readonly dealId: string;
  readonly happenedAt?: Date | null;
  readonly papers: readonly Paper[];
};
type DepositInput = {
  readonly idempotencyKey: string;
  readonly unitId: string;
  readonly clientId: string;
  readonly visitId?: string | null;
  readonly price: number;
  readonly channel: string;
  readonly introducerId?: string | null;
  readonly paidAt?: Date | null;
  readonly amount?: number | null;
  readonly intentId?: string | null;
  readonly papers: readonly Paper[];
};
type CancelInput = GraphStep & { readonly fault: string; readonly reason: string; readonly atFault: readonly string[] };
type PaymentInput = GraphStep & { readonly kind: string; readonly amount: number };
type SwapInput = GraphStep & { readonly unitId: string; readonly price: number };

/** What all steps have in common. @throws NotFound for what cannot be the id of a deal */
export const stepOf = ({ idempotencyKey, dealId, happenedAt, papers }: GraphStep): StepInput => {
  if (!isUuid(dealId)) throw new NotFound();
  return { idempotencyKey, dealId, happenedAt: happenedAt ?? null, papers: papersOf(papers) };
};

const answered = async (answer: Promise<CommandResult<DealRecorded>>) => {
  const result = await answer;
  return result.outcome === 'refused'
    ? toGraphRefusal(result.refusal, result.explanation)
    : { __typename: 'DealRecorded', ...result.result };
};

const depositOf = (input: DepositInput) => {
  if (!isUuid(input.unitId)) throw new NotFound();
  const { idempotencyKey, unitId, price, visitId, introducerId, intentId } = input;
  return {
    idempotencyKey,
    unitId,
    clientId: idOf(input.clientId, 'clientId'),
    visitId: visitId ? idOf(visitId, 'visitId') : null,
    priceFen: price,
    channel: fromGraphName<Channel>(input.channel),
    introducerId: introducerId ? idOf(introducerId, 'introducerId') : null,
    paidAt: input.paidAt ?? null,
    amountFen: input.amount ?? null,
    intentId: intentId ? idOf(intentId, 'intentId') : null,
    papers: papersOf(input.papers),
  };
};

/** The commands of deals that are closed, and the one that closes them. */
export const dealActs = (dealClosed: DealClosedHook) => ({
  recordDeposit: (_: unknown, { input }: Asked<DepositInput>, context: DealGraph) =>
    answered(recordDeposit({ ...context, dealClosed }, depositOf(input))),
  changeScheme: async (_: unknown, { input }: Asked<ChangeScheme>, context: DealGraph) => {
    idOf(input.siteId, 'siteId');
    const answer = await changeScheme(context, input);
    return toGraphResult('SchemeChanged', answer);
  },
  cancelDeal: (_: unknown, { input }: Asked<CancelInput>, context: DealGraph) => {
    const fault = fromGraphName<Fault>(input.fault);
    const reason = fromGraphName<CancellationReason>(input.reason);
    const atFault = input.atFault.map((id) => idOf(id, 'atFault'));
    return answered(cancelDeal(context, { ...stepOf(input), fault, reason, atFault }));
  },
  recordPayment: (_: unknown, { input }: Asked<PaymentInput>, context: DealGraph) => {
    const kind = fromGraphName<PaymentKind>(input.kind);
    return answered(recordPayment(context, { ...stepOf(input), kind, amountFen: input.amount }));
  },
  fileDeal: (_: unknown, { input }: Asked<GraphStep>, context: DealGraph) => answered(fileDeal(context, stepOf(input))),
  handOver: (_: unknown, { input }: Asked<GraphStep>, context: DealGraph) => answered(handOver(context, stepOf(input))),
  swapUnit: (_: unknown, { input }: Asked<SwapInput>, context: DealGraph) => {
    if (!isUuid(input.unitId)) throw new NotFound();
    return answered(swapUnit(context, { ...stepOf(input), unitId: input.unitId, priceFen: input.price }));
  },
  changeBuyer: (_: unknown, { input }: Asked<GraphStep & { readonly clientId: string }>, context: DealGraph) =>
    answered(changeBuyer(context, { ...stepOf(input), clientId: idOf(input.clientId, 'clientId') })),
});
