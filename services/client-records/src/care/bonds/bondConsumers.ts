import { saveExplanation } from '@shouwen/access';
import {
  claimEndedV1,
  claimExtendedV1,
  claimOpenedV1,
  dealCancelledV1,
  dealClosedV1,
  dealTermsChangedV1,
  visitReceivedV1,
} from '@shouwen/contracts';
import type { Tx } from '@shouwen/database';
import { siteDate } from '@shouwen/kernel';
import { type Consumer, defineConsumer } from '@shouwen/messaging';
import { idsOfPerson } from '../../persons/index.ts';
import { recordsPolicyAt } from '../../policies/index.ts';
import { type LossFacts, lossOf } from '../lost/loss.decision.ts';
import { insertLoss, undoLosses } from '../lost/lostStore.ts';
import { changeBond, endBond, extendBond, insertBond, insertVisit, isBound } from './bondStore.ts';

// One name: the steps of a claim, and of a deal, are heard in their order.
const name = 'care-bonds';

type Ended = Pick<LossFacts, 'cause' | 'detail' | 'endedOn' | 'now'> & { readonly basisId: string };

const comeBack = async (tx: Tx, clientId: string, on: string): Promise<void> =>
  undoLosses(tx, await idsOfPerson(tx, clientId), on);

const end = async (tx: Tx, newId: () => string, { basisId, ...ended }: Ended): Promise<void> => {
  const bond = await endBond(tx, basisId, ended.endedOn);
  if (!bond) return;
  const policy = await recordsPolicyAt(tx, bond.siteId, ended.now);
  const bound = await isBound(tx, await idsOfPerson(tx, bond.clientId), ended.endedOn);
  const loss = lossOf({ ...ended, isBound: bound, policy });
  if (!loss) return;
  const { cause, detail, endedOn } = ended;
  const [lostId, explanationId] = [newId(), newId()];
  const row = { ...bond, lostId, cause, detail, endedOn, listedFrom: loss.listedFrom, explanationId };
  const written = await insertLoss(tx, { ...row, why: null, markedBy: null });
  const subject = { type: 'LostClient', id: lostId };
  const { explanation } = loss;
  if (written) await saveExplanation(tx, { id: explanationId, subject, siteId: bond.siteId, explanation });
};

const claimConsumers = (newId: () => string): readonly Consumer[] => [
  defineConsumer({
    name,
    event: claimOpenedV1,
    handle: async (tx, { data }) => {
      await insertBond(tx, { ...data, basisId: data.claimId, kind: 'claim', priceFen: null });
      await comeBack(tx, data.clientId, data.openedOn);
    },
  }),
  defineConsumer({
    name,
    event: claimExtendedV1,
    handle: async (tx, { data }) => extendBond(tx, data.claimId, data.validThrough),
  }),
  defineConsumer({
    name,
    event: claimEndedV1,
    handle: async (tx, { data, time }) =>
      end(tx, newId, { ...data, basisId: data.claimId, cause: 'lapsed', detail: data.reason, now: new Date(time) }),
  }),
];

const dealConsumers = (newId: () => string): readonly Consumer[] => [
  defineConsumer({
    name,
    event: dealClosedV1,
    handle: async (tx, { data }) => {
      const deal = {
        ...data,
        basisId: data.dealId,
        kind: 'deal',
        openedOn: data.closedOn,
        validThrough: null,
      } as const;
      await insertBond(tx, deal);
      await comeBack(tx, data.clientId, data.closedOn);
    },
  }),
  defineConsumer({
    name,
    event: dealTermsChangedV1,
    handle: async (tx, { data }) => changeBond(tx, data.dealId, data),
  }),
  defineConsumer({
    name,
    event: dealCancelledV1,
    handle: async (tx, { data, time }) => {
      const { dealId: basisId, cancelledOn: endedOn, reason: detail } = data;
      await end(tx, newId, { basisId, endedOn, detail, cause: 'deal-cancelled', now: new Date(time) });
    },
  }),
];

const visitConsumer: Consumer = defineConsumer({
  name,
  event: visitReceivedV1,
  handle: async (tx, { data }) => {
    const { clientId } = data;
    if (clientId === null) return;
    await insertVisit(tx, { ...data, clientId });
    await comeBack(tx, clientId, siteDate(new Date(data.receivedAt)));
  },
});

/** Follows whom anything binds to us, and lists as lost whom nothing does any more (CR-7.04). */
export const bondConsumers = (newId: () => string): readonly Consumer[] => [
  ...claimConsumers(newId),
  ...dealConsumers(newId),
  visitConsumer,
];
