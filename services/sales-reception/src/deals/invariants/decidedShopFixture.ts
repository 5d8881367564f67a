import type { Decision, Refusal } from '@shouwen/kernel';
import { decideHoldUnit } from '../../units/holdUnit.decision.ts';
import { decideMoveUnit } from '../../units/moveUnit.decision.ts';
import { isOver, type Keeping, type Unit, type UnitMove, unitMoves } from '../../units/unit.ts';
import { aUnit, heldAt, policyWith } from '../../units/unitFixture.ts';
import { decideCancelDeal } from '../changes/cancelDeal.decision.ts';
import { decideProgress } from '../changes/progress.decision.ts';
import { decideSwapUnit } from '../changes/terms.decision.ts';
import { decideCloseDeal } from '../closing/closeDeal.decision.ts';
import { aDeposit } from '../closing/closingFixture.ts';
import { decideDrawContract } from '../contracts/contract.decision.ts';
import { type Deal, evolve, type LaterEvent } from '../deal.ts';
import { decidePayment } from '../payments/recordPayment.decision.ts';
import { type Shop, unitCount } from './shopFixture.ts';

const policy = policyWith();
const isLater = (event: { readonly type: string }): event is LaterEvent => event.type !== 'FaultBooked';

/** The shop as the pure decisions run it, without a database. For tests. */
export const decidedShop = (): Shop => {
  let now = heldAt;
  const units: Unit[] = Array.from({ length: unitCount }, (_, index) => ({
    ...aUnit('available'),
    unitId: `u${index}`,
  }));
  const deals: Deal[] = [];
  const unitAt = (index: number): Unit => {
    const unit = units[index] as Unit;
    return unit.keeping && isOver(unit.keeping, now)
      ? { ...unit, state: 'available', dealId: null, keeping: null }
      : unit;
  };
  const move = (index: number, by: UnitMove, more: { keeping?: Keeping; dealId?: string } = {}): void => {
    const { to } = unitMoves[by];
    const sold = to === 'subscribed' || to === 'contracted' || to === 'handed-over';
    const before = unitAt(index);
    const dealId = sold ? (more.dealId ?? before.dealId) : null;
    units[index] = { ...before, state: to, dealId, keeping: more.keeping ?? null } as Unit;
  };
  const carryOut = <Event>(decision: Decision<Event, Refusal>, apply: (event: Event) => void): boolean => {
    if (decision.outcome === 'accepted') for (const event of decision.events) apply(event);
    return decision.outcome === 'accepted';
  };
  const unitOf = (deal: Deal): number => units.findIndex(({ unitId }) => unitId === deal.unitId);
  const change = (index: number, event: LaterEvent): void => {
    const deal = deals[index];
    if (deal) deals[index] = evolve(deal, event);
  };
  const progress = (index: number, to: 'filed' | 'handed-over'): boolean => {
    const deal = deals[index];
    if (!deal) return false;
    return carryOut(decideProgress({ deal, to, at: now, policy, awaitsNewContract: false }), (event) => {
      change(index, event);
      if (to === 'handed-over') move(unitOf(deal), 'handOver');
    });
  };
  return {
    hold: async (index, client) => {
      const holding = units.filter((_, one) => unitAt(one).state === 'held').length;
      const wanted = { unit: unitAt(index), clientId: `c${client}`, staffId: 'li', holding, keepingId: 'k', at: now };
      return carryOut(decideHoldUnit({ ...wanted, policy }), ({ keeping }) => move(index, 'hold', { keeping }));
    },
    reserve: async (index) => {
      const wanted = { move: 'reserve', reason: 'other', until: null } as const;
      const by = { kind: 'reserved', keepingId: 'k', staffId: 'm', clientId: null, reason: 'other' } as const;
      const keeping = { ...by, since: now, until: null };
      return carryOut(decideMoveUnit(unitAt(index), wanted, now), () => move(index, 'reserve', { keeping }));
    },
    release: async (index) =>
      carryOut(decideMoveUnit(unitAt(index), { move: 'release', onlyHeld: false }, now), () => move(index, 'release')),
    deposit: async (index, client) => {
      const dealId = `d${deals.length}`;
      const facts = aDeposit({ unit: unitAt(index), clientId: `c${client}`, dealId, closedAt: now });
      return carryOut(decideCloseDeal(facts), ({ deal }) => {
        deals.push(deal);
        move(index, 'subscribe', { dealId });
      });
    },
    sign: async (index) => {
      const deal = deals[index];
      if (!deal) return false;
      const awaitsContract = deal.state === 'closed' && deal.stage === 'subscribed';
      const drawn = decideDrawContract({ contract: null, awaitsContract, staffId: 'li', at: now });
      return carryOut(drawn, () => {
        change(index, { type: 'StageReached', dealId: deal.dealId, stage: 'contracted', paymentMethod: 'outright' });
        move(unitOf(deal), 'contract');
      });
    },
    file: async (index) => progress(index, 'filed'),
    handOver: async (index) => {
      const deal = deals[index];
      const amountFen = deal ? deal.priceFen - deal.paidFen : 0;
      if (deal?.stage === 'filed')
        carryOut(decidePayment({ deal, kind: 'instalment', amountFen, paidAsFen: 0, receivedAt: now }), (event) =>
          change(index, event),
        );
      return progress(index, 'handed-over');
    },
    swap: async (index, to) => {
      const deal = deals[index];
      if (!deal) return false;
      const unit = unitAt(to);
      const change_ = { deal, staffId: 'm', at: now, unit, priceFen: unit.listPriceFen, scheme: null, approval: null };
      return carryOut(decideSwapUnit(change_), (event) => {
        move(unitOf(deal), 'free');
        move(to, 'subscribe', { dealId: deal.dealId });
        if (deal.stage === 'contracted') move(to, 'contract');
        change(index, event);
      });
    },
    cancel: async (index) => {
      const deal = deals[index];
      if (!deal) return false;
      const when = { cancelledAt: now, cancelledOn: '2026-03-02', explanationId: 'why' };
      const facts = { deal, fault: 'client', reason: 'other', atFault: [], ...when } as const;
      return carryOut(decideCancelDeal(facts), (event) => {
        if (!isLater(event)) return;
        move(unitOf(deal), 'free');
        change(index, event);
      });
    },
    pass: async (minutes) => {
      now = new Date(now.getTime() + minutes * 60_000);
      return true;
    },
    states: async () => units.map((_, index) => unitAt(index).state),
    claims: async () =>
      units.map(({ unitId }, index) => ({
        deals: deals.filter((deal) => deal.unitId === unitId && deal.state === 'closed').length,
        keepings: unitAt(index).keeping === null ? 0 : 1,
      })),
  };
};
