import { accepted, type Decision, type PolicyVersion, type Refusal, reasoning, refused, text } from '@shouwen/kernel';
import type { SalesPolicy } from '../../policies/index.ts';
import type { Deal, LaterEvent, Stage } from '../deal.ts';

export type ProgressFacts = {
  readonly deal: Deal;
  readonly to: Extract<Stage, 'filed' | 'handed-over'>;
  readonly at: Date;
  readonly policy: PolicyVersion<SalesPolicy>;
  /** The signed contract was found faulty, and the new one is not signed yet. */
  readonly awaitsNewContract: boolean;
};
export type StageReached = Extract<LaterEvent, { type: 'StageReached' }>;
export type ProgressRefusal = Refusal<'DEAL_STAGE' | 'NOT_PAID'>;

const before: Readonly<Record<ProgressFacts['to'], Stage>> = { filed: 'contracted', 'handed-over': 'filed' };

/** SR-9.02: the signed contract is filed, then the unit handed over, where the site asks for it only when everything is paid. */
export const decideProgress = ({
  deal,
  to,
  at,
  policy,
  awaitsNewContract,
}: ProgressFacts): Decision<StageReached, ProgressRefusal> => {
  const mustBePaid = policy.params['handover.needsFullPayment'];
  const why = reasoning(at).apply('SR-9.02').under(policy).fact('state', deal.state).fact('stage', deal.stage);
  why.fact('price', deal.priceFen).fact('paid', deal.paidFen).fact('handover.needsFullPayment', mustBePaid);
  if (deal.state !== 'closed' || deal.stage !== before[to]) {
    const message = text('该成交尚未或已不在此步骤。', 'The deal is not at this step.');
    return refused({ code: 'DEAL_STAGE', rule: 'SR-9.02', message }, why.explain('refused', message));
  }
  if (to === 'filed' && awaitsNewContract) {
    const message = text(
      '合同有误，须重拟、复核并重新签署后方可备案。',
      'The contract was faulty: file the one that is signed anew.',
    );
    return refused({ code: 'DEAL_STAGE', rule: 'SR-9.04', message }, why.apply('SR-9.04').explain('refused', message));
  }
  if (to === 'handed-over' && mustBePaid && deal.paidFen < deal.priceFen) {
    const message = text('未付清全款，不得交房。', 'The unit is not handed over before everything is paid.');
    return refused({ code: 'NOT_PAID', rule: 'SR-9.02', message }, why.explain('refused', message));
  }
  const summary =
    to === 'filed' ? text('合同已备案。', 'The contract is filed.') : text('已交房。', 'The unit is handed over.');
  const event = { type: 'StageReached', dealId: deal.dealId, stage: to, paymentMethod: null } as const;
  return accepted([event], why.explain(to, summary));
};
