import { actorOf, can } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { recordViolation } from '../../conduct/index.ts';
import { attributionFor, recordPurchase } from '../../ownership/index.ts';
import { wasDesignatedByLeader } from '../../receptions/index.ts';
import { validReferralFor } from '../../referrals/index.ts';
import { moveUnit, type Unit } from '../../units/index.ts';
import type { Channel, ClosedDeal } from '../deal.ts';
import type { ClosingContext, DealContext } from '../dealContext.ts';
import { insertDeal } from '../dealStore.ts';
import { recordPaid } from '../payments/paymentStore.ts';
import { schemeAt } from '../priceScheme.ts';
import { approvedPriceFor, useApproval } from '../prices/priceRequestStore.ts';
import { usesApproval } from '../prices/priceRules.ts';
import type { StepTime } from '../steps/stepTime.ts';
import { tellClosed } from '../tellDeal.ts';
import { visitOfDeal } from '../visitOfDeal.ts';
import type { ClosedBy, ClosingFacts } from './closeDeal.decision.ts';

export type ClosingTerms = {
  readonly dealId: string;
  readonly clientId: string;
  readonly visitId: string | null;
  readonly priceFen: number;
  readonly channel: Channel;
  readonly introducerId: string | null;
};
export type Closing = {
  readonly terms: ClosingTerms;
  readonly unit: Unit;
  readonly by: ClosedBy;
  readonly earnestFen: number;
  readonly time: StepTime;
  readonly explanationId: string;
};

/** Everything a closing is judged by, as it was when the deposit was paid or the contract signed. Client and unit must be locked. */
export const loadClosing = async (tx: Tx, { viewer }: DealContext, closing: Closing): Promise<ClosingFacts> => {
  const { terms, unit, by, earnestFen, time, explanationId } = closing;
  const { clientId, visitId, priceFen, introducerId } = terms;
  const { siteId, unitId } = unit;
  const { at: closedAt } = time;
  const reception = await visitOfDeal(tx, { siteId, clientId, visitId });
  const visit = reception?.visit ?? null;
  const designated =
    terms.channel === 'none' && (await wasDesignatedByLeader(tx, { siteId, clientId, before: closedAt }));
  const channel = designated ? 'company-designated' : terms.channel;
  const referred = channel === 'employee-referral' && introducerId !== null;
  return {
    ...terms,
    channel,
    unit,
    by,
    earnestFen,
    explanationId,
    closedAt,
    closedOn: time.on,
    daysLate: time.daysLate,
    closedBy: reception?.receiverId ?? null,
    recordedBy: actorOf(viewer),
    attribution: await attributionFor(tx, { siteId, clientId, visitId, visit, closedAt }),
    scheme: await schemeAt(tx, siteId, closedAt),
    approval: await approvedPriceFor(tx, { unitId, clientId, priceFen, at: closedAt }),
    referral: referred ? await validReferralFor(tx, { siteId, clientId, introducerId, closedAt }) : null,
    mayStateChannel: designated || can(viewer, 'deal.change', siteId) || can(viewer, 'claim.manage', siteId),
  };
};

export type ClosedNow = { readonly deal: ClosedDeal; readonly facts: ClosingFacts; readonly time: StepTime };

/** Keeps the closed deal with all that follows from it, and tells the others. */
export const saveClosing = async (tx: Tx, context: ClosingContext, { deal, facts, time }: ClosedNow): Promise<void> => {
  const { now: at, newId, dealClosed } = context;
  const { dealId, siteId, clientId, visitId, closedAt, closedOn } = deal;
  const told = { at, newId };
  await insertDeal(tx, deal);
  await moveUnit(tx, facts.unit, { move: 'subscribe', at, dealId, why: deal.explanationId });
  if (facts.approval && usesApproval(facts)) await useApproval(tx, facts.approval.requestId, dealId);
  const consultantId = deal.consultants.at(-1)?.staffId ?? null; // of two, the new one continues (SR-3.11)
  await recordPurchase(tx, { dealId, siteId, clientId, consultantId, visitId, closedAt, closedOn });
  await tellClosed(tx, deal, { ...told, policyVersion: time.policy.version, dealClosed });
  if (facts.by.act === 'deposit' && facts.by.amountFen !== null) {
    const received = { amountFen: facts.by.amountFen, receivedAt: closedAt, receivedOn: closedOn };
    await recordPaid(tx, { paymentId: newId(), dealId, siteId, kind: 'deposit', ...received }, told);
  }
  await fineLateness(tx, context, { deal, facts, time });
};

/** V-17: a deal of an earlier day than allowed is not registered in time; that is for who was with the client, else who records it. */
const fineLateness = async (
  tx: Tx,
  { viewer, now, newId }: ClosingContext,
  { deal, time }: ClosedNow,
): Promise<void> => {
  const allowed = time.policy.params['deal.lateAfterDays'];
  const staffId = deal.closedBy ?? (viewer.kind === 'staff' ? viewer.staffId : null);
  if (allowed === null || time.daysLate <= allowed || staffId === null) return;
  const { dealId, siteId } = deal;
  await recordViolation(tx, {
    ...{ siteId, staffId, dealId, code: 'V-17', occurredAt: deal.closedAt, at: now, reportedBy: null, newId },
    subject: { type: 'deal', id: dealId },
    reason: 'deal-registered-late',
    rules: ['SR-9.02', 'V-17'],
  });
};
