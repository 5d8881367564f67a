import {
  type DataOf,
  dealAttributionChangedV1,
  dealCancelledV1,
  dealClosedV1,
  dealContractedV1,
  dealPaymentReceivedV1,
  dealTermsChangedV1,
  leaveApprovedV1,
  leaveWithdrawnV1,
  siteOpenedV1,
} from '@shouwen/contracts';
import type { Tx } from '@shouwen/database';
import { type Consumer, defineConsumer } from '@shouwen/messaging';
import { openBook } from '../ledger/index.ts';
import type { ClosedDeal } from './commission.ts';
import type { CommissionContext } from './commissionContext.ts';
import { contractSigned, paymentReceived } from './deals/becomeDue.ts';
import { changeShares } from './deals/changeShares.ts';
import { changeTerms } from './deals/changeTerms.ts';
import { postCommission } from './deals/postCommission.ts';
import { reverseCommission } from './deals/reverseCommission.ts';
import { applyLeave, takeLeaveBack } from './leave/applyLeave.ts';
import { isInForce, putPolicyInForce } from './policy/siteCommissionPolicy.ts';

/** The events of a deal go to one consumer, so that they are heard in the order in which they happened. */
export const commissionConsumers = (context: CommissionContext): Consumer[] => [
  defineConsumer({
    name: 'sites',
    event: siteOpenedV1,
    handle: (tx, { data, time }) => openSite(tx, data, { ...context, at: new Date(time) }),
  }),
  defineConsumer({
    name: 'deals',
    event: dealClosedV1,
    handle: async (tx, { data }) => {
      await postCommission(tx, closedDeal(data), context);
    },
  }),
  defineConsumer({
    name: 'deals',
    event: dealAttributionChangedV1,
    handle: async (tx, { id, data }) => {
      await changeShares(tx, { ...data, eventId: id, decidedAt: new Date(data.decidedAt) }, context);
    },
  }),
  defineConsumer({
    name: 'deals',
    event: dealCancelledV1,
    handle: async (tx, { data }) => {
      await reverseCommission(tx, { ...data, cancelledAt: new Date(data.cancelledAt) }, context);
    },
  }),
  ...laterSteps(context),
  ...leaves(context),
];

const laterSteps = (context: CommissionContext): Consumer[] => [
  defineConsumer({
    name: 'deals',
    event: dealTermsChangedV1,
    handle: async (tx, { id, data }) => {
      await changeTerms(tx, { ...data, eventId: id, changedAt: new Date(data.changedAt) }, context);
    },
  }),
  defineConsumer({
    name: 'deals',
    event: dealContractedV1,
    handle: (tx, { data }) => contractSigned(tx, { ...data, contractedAt: new Date(data.contractedAt) }, context),
  }),
  defineConsumer({
    name: 'deals',
    event: dealPaymentReceivedV1,
    handle: (tx, { data }) => paymentReceived(tx, { ...data, receivedAt: new Date(data.receivedAt) }, context),
  }),
];

const leaves = (context: CommissionContext): Consumer[] => [
  defineConsumer({
    name: 'leaves',
    event: leaveApprovedV1,
    handle: (tx, { data }) => applyLeave(tx, { ...data, approvedAt: new Date(data.approvedAt) }, context),
  }),
  defineConsumer({
    name: 'leaves',
    event: leaveWithdrawnV1,
    handle: (tx, { data }) => takeLeaveBack(tx, { ...data, withdrawnAt: new Date(data.withdrawnAt) }, context),
  }),
];

/** A site opens: it gets a book, and a sales site the commission policy of its style. */
const openSite = async (
  tx: Tx,
  { siteId, salesPreset, timeZone, effectiveFrom }: DataOf<typeof siteOpenedV1>,
  { newId, at }: CommissionContext & { readonly at: Date },
): Promise<void> => {
  await openBook(tx, siteId, timeZone);
  if (salesPreset === null) return;
  const policy = { id: newId(), siteId, preset: salesPreset, effectiveFrom: new Date(effectiveFrom) };
  // The same news told anew, as when organization publishes its history again, is no new policy.
  if (await isInForce(tx, policy)) return;
  await putPolicyInForce(tx, { ...policy, actor: 'system:finance', at });
};

const closedDeal = ({ policyVersion: _, ...data }: DataOf<typeof dealClosedV1>): ClosedDeal => ({
  ...data,
  closedAt: new Date(data.closedAt),
});
