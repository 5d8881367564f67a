import { describe, expect, it } from '@jest/globals';
import type { PolicyVersion } from '@shouwen/kernel';
import { given } from '@shouwen/testing';
import type { TierParams } from '../../policies/index.ts';
import type { Tier } from '../tier.ts';
import {
  type ApproveFacts,
  decideApproval,
  decideProposal,
  decideRefusal,
  type ProposeFacts,
  type RefuseFacts,
} from './order.decision.ts';
import { isOver, type OrderDeal, treatedAs } from './order.ts';
import { inOrderOfService, standsAs, treatmentOf, type WantedOrder } from './treatment.ts';

const now = new Date('2027-04-01T09:00:00+08:00');
const params = {
  'tier.exceptPricePercent': 100,
  'tier.promptPercent': 95,
  'tier.visitDaysA': 30,
  'tier.visitDaysB': 60,
};
const policy = {
  ...{ name: 'records', preset: 'records-strict', version: 0, effectiveFrom: new Date(0), params },
} as unknown as PolicyVersion<TierParams>;

describe('CR-6.02 what a tier gives', () => {
  it('A all of it, B the same as far as it takes nothing from A, C controls', () => {
    const given = (tier: Tier) => treatmentOf(tier, params);
    expect(given('A')).toEqual({
      ...{ tier: 'A', longTermAgreement: true, schedulingPriority: true, servicePriority: true, complaintsFirst: true },
      ...{
        visitEveryDays: 30,
        yieldsToA: false,
        priceControlled: false,
        paymentControlled: false,
        refusalNeedsHead: true,
      },
    });
    expect(given('B')).toEqual({
      ...given('A'),
      tier: 'B',
      visitEveryDays: 60,
      yieldsToA: true,
      refusalNeedsHead: false,
    });
    expect(given('C')).toEqual({
      ...{
        tier: 'C',
        longTermAgreement: false,
        schedulingPriority: false,
        servicePriority: false,
        complaintsFirst: false,
      },
      ...{
        visitEveryDays: null,
        yieldsToA: false,
        priceControlled: true,
        paymentControlled: true,
        refusalNeedsHead: false,
      },
    });
  });
});

const at = (hour: number) => new Date(`2027-04-02T${String(hour).padStart(2, '0')}:00:00+08:00`);
const order = (orderId: string, as: Tier, changes: Partial<WantedOrder> = {}): WantedOrder => ({
  ...{ orderId, treatedAs: as, wants: 'hall', from: at(9), until: at(10), askedAt: now },
  ...changes,
});

describe('CR-6.02 B as A where it does not conflict with A orders', () => {
  it.each<[string, Partial<WantedOrder>, Tier]>([
    ['the same hour of the same hall', {}, 'B'],
    ['the hour that begins when that of A ends', { from: at(10), until: at(11) }, 'A'],
    ['the hour that ends when that of A begins', { from: at(8), until: at(9) }, 'A'],
    ['a minute into it', { from: at(8), until: new Date(at(9).getTime() + 60_000) }, 'B'],
    ['another hall', { wants: 'room' }, 'A'],
  ])('%s', (_, changes, stands) => {
    const b = order('b', 'B', changes);
    expect(standsAs(b, [order('a', 'A'), b])).toBe(stands);
  });

  it('B yields to A only, C is behind whatever it wants, and among equals who asked first comes first', () => {
    const orders = [
      order('c', 'C', { wants: 'nothing else', askedAt: new Date(0) }),
      order('b-in-the-way', 'B', { askedAt: new Date(1) }),
      order('b-free', 'B', { wants: 'room', askedAt: new Date(2) }),
      order('b-beside', 'B', { wants: 'room', askedAt: new Date(4) }),
      order('a', 'A', { askedAt: new Date(3) }),
    ];
    expect(inOrderOfService(orders).map(({ order: { orderId }, standsAs: as }) => [orderId, as])).toEqual([
      ['b-free', 'A'],
      ['a', 'A'],
      ['b-beside', 'A'],
      ['b-in-the-way', 'B'],
      ['c', 'C'],
    ]);
  });
});

const deal = (changes: Partial<OrderDeal> = {}): OrderDeal => ({
  ...{ isClients: true, cancelled: false, priceFen: 100, paidFen: 99 },
  ...changes,
});

describe('CR-6.02 the treatment of A ends with the order', () => {
  it.each<[string, OrderDeal[], boolean]>([
    ['no deal about the unit yet', [], false],
    ['a fen is owed', [deal()], false],
    ['paid in full', [deal({ paidFen: 100 })], true],
    ['cancelled', [deal({ cancelled: true })], true],
    ['gone to somebody else', [deal({ isClients: false })], true],
  ])('%s', (_, deals, over) => {
    expect(isOver(deals)).toBe(over);
    const one = { kind: 'deal', orderId: 'd', state: 'approved', deals } as const;
    expect(treatedAs('C', [one], { kind: 'deal', id: 'd' })).toBe(over ? 'C' : 'A');
  });

  it('it is of that order only, and only when it was approved', () => {
    const one = { kind: 'deal', orderId: 'd', state: 'approved', deals: [] } as const;
    expect(treatedAs('B', [one], { kind: 'deal', id: 'e' })).toBe('B');
    expect(treatedAs('B', [one], { kind: 'unit', id: 'd' })).toBe('B');
    for (const state of ['proposed', 'declined'] as const)
      expect(treatedAs('B', [{ ...one, state }], { kind: 'deal', id: 'd' })).toBe('B');
  });
});

describe('CR-6.02 the treatment of A for a single order', () => {
  const good = { pricePercent: 100, payment: 'prompt', paidPercent: 0, deals: [deal()] } as const;
  const asked = (changes: Partial<ProposeFacts> = {}) =>
    given<[ProposeFacts]>({ now, tier: 'C', order: good, askedAlready: false, policy, ...changes }).when(
      decideProposal,
    );

  it('is asked for one of a B or C client, with a good price and prompt payment', () => {
    asked().thenAccepted(null).citingOnly('CR-6.02');
    asked({ tier: 'B' }).thenAccepted(null);
    asked({ tier: 'A' }).thenRefused('ORDER_IS_A_ALREADY');
    asked({ order: { ...good, pricePercent: 99 } }).thenRefused('ORDER_PRICE_TOO_LOW');
    asked({ order: { ...good, pricePercent: null } }).thenAccepted(null);
    asked({ order: { ...good, payment: 'slow' } }).thenRefused('ORDER_PAYMENT_NOT_PROMPT');
    asked({ order: { ...good, payment: 'overdue', paidPercent: 100 } }).thenRefused('ORDER_PAYMENT_NOT_PROMPT');
    asked({ order: { ...good, payment: 'none', paidPercent: 94 } }).thenRefused('ORDER_PAYMENT_NOT_PROMPT');
    asked({ order: { ...good, payment: 'none', paidPercent: 95 } }).thenAccepted(null);
    asked({ askedAlready: true }).thenRefused('ORDER_ASKED_ALREADY');
    asked({ order: { ...good, deals: [deal({ cancelled: true })] } }).thenRefused('ORDER_IS_OVER');
  });

  it('is decided by another person than who asked, once, while the order lives', () => {
    const decide = (changes: Partial<ApproveFacts['request']> = {}, { by = 'head', approve = true } = {}) => {
      const request = { state: 'proposed', proposedBy: 'li', deals: [deal()], ...changes } as const;
      return given<[ApproveFacts]>({ now, by, approve, request }).when(decideApproval);
    };
    decide().thenAccepted('approved').citingOnly('CR-6.02');
    decide({}, { approve: false }).thenAccepted('declined');
    decide({}, { by: 'li' }).thenRefused('ORDER_NEEDS_ANOTHER_PERSON');
    decide({ state: 'approved' }).thenRefused('ORDER_DECIDED');
    decide({ deals: [deal({ paidFen: 100 })] }).thenRefused('ORDER_IS_OVER');
    decide({ deals: [deal({ paidFen: 100 })] }, { approve: false }).thenAccepted('declined');
  });
});

describe('CR-6.02 refusing an order', () => {
  const refusing = (changes: Partial<RefuseFacts>) =>
    given<[RefuseFacts]>({
      ...{ now, treatedAs: 'A', isHead: true, refusedAlready: false, reason: '排期已满' },
      ...changes,
    }).when(decideRefusal);

  it('of an A client, or of one treated so, takes the head of sales or above', () => {
    refusing({}).thenAccepted(null).citingOnly('CR-6.02');
    refusing({ isHead: false }).thenRefused('ORDER_NEEDS_HEAD_OF_SALES');
    refusing({ isHead: false, treatedAs: 'B' }).thenAccepted(null);
    refusing({ isHead: false, treatedAs: 'C' }).thenAccepted(null);
    refusing({ refusedAlready: true }).thenRefused('ORDER_REFUSED_ALREADY');
    refusing({ reason: '满期了' }).thenRefused('BAD_INPUT');
  });
});
