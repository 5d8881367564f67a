import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  dealAttributionChangedV1,
  dealCancelledV1,
  dealClosedV1,
  dealContractedV1,
  dealPaymentReceivedV1,
  dealTermsChangedV1,
  leaveApprovedV1,
  siteOpenedV1,
} from '@shouwen/contracts';
import { type TestService, testService } from '@shouwen/testing';
import fc from 'fast-check';
import { finance } from '../../service.ts';
import { closedDealEvent, siteOpenedEvent } from '../eventFixture.ts';
import { putPolicyInForce } from '../policy/siteCommissionPolicy.ts';
import { releaseWithheld, withhold } from '../withholding/withhold.ts';

const at = new Date('2026-06-30T12:00:00+08:00');
const moment = '2026-04-10T10:00:00+08:00';

type Step =
  | { readonly do: 'share'; readonly parts: readonly [number, number] }
  | { readonly do: 'price'; readonly fen: number }
  | { readonly do: 'pay'; readonly fen: number }
  | { readonly do: 'contract' }
  | { readonly do: 'leave'; readonly days: number }
  | { readonly do: 'withhold'; readonly of: 'deal' | 'all' }
  | { readonly do: 'release' };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(fc.nat(9), fc.integer({ min: 1, max: 9 })).map((parts): Step => ({ do: 'share', parts })),
  fc.integer({ min: 1, max: 10 ** 11 }).map((fen): Step => ({ do: 'price', fen })),
  fc.integer({ min: -(10 ** 9), max: 10 ** 11 }).map((fen): Step => ({ do: 'pay', fen })),
  fc.constant<Step>({ do: 'contract' }),
  fc.integer({ min: 1, max: 20 }).map((days): Step => ({ do: 'leave', days })),
  fc.constantFrom('deal' as const, 'all' as const).map((of): Step => ({ do: 'withhold', of })),
  fc.constant<Step>({ do: 'release' }),
);

describe('the life of a deal in the ledger', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await testService(finance);
  });
  afterAll(() => service.stop());

  const openSite = async (due: string) => {
    const siteId = service.world.newId();
    await service.hear(siteOpenedV1, { ...siteOpenedEvent(siteId), salesPreset: 'triple-confirmation' }, at);
    const effectiveFrom = new Date('2026-01-02T00:00:00+08:00');
    const version = {
      id: service.world.newId(),
      siteId,
      preset: 'triple-confirmation' as const,
      effectiveFrom,
      actor: 'test',
      at,
    };
    const siteOverrides = { due, 'channel.enabled': true };
    await service.world.db.transaction((tx) => putPolicyInForce(tx, { ...version, siteOverrides }));
    return siteId;
  };

  const rows = <Row>(sql: string, parameters: unknown[]) =>
    service.world.db.read((tx) => tx.query(sql, parameters)) as Promise<Row[]>;
  const balances = async (siteId: string): Promise<Map<string, number>> => {
    const found = await rows<{ kind: string; fen: number }>(
      `select a.kind, sum(e.amount_fen)::bigint as fen from ledger_entry e join ledger_account a on a.id = e.account_id
       where a.site_id = $1 group by a.kind`,
      [siteId],
    );
    return new Map(found.map(({ kind, fen }) => [kind, fen]));
  };

  type Life = { readonly siteId: string; readonly dealId: string; readonly li: string; readonly zhao: string };

  const take = async ({ siteId, dealId, li, zhao }: Life, one: Step, sanctions: string[]): Promise<void> => {
    const id = service.world.newId();
    const both = { dealId, siteId };
    switch (one.do) {
      case 'share': {
        const consultants = [
          { staffId: li, parts: one.parts[0], role: 'owner' as const },
          { staffId: zhao, parts: one.parts[1], role: 'new' as const },
        ].filter(({ parts }) => parts > 0);
        return service.hear(
          dealAttributionChangedV1,
          { dealId, consultants, rules: ['SR-7.04'], decidedAt: moment },
          at,
        );
      }
      case 'price': {
        const terms = { kind: 'price' as const, clientId: id, unitId: id, product: 'residential', rules: [] };
        return service.hear(dealTermsChangedV1, { ...both, ...terms, priceFen: one.fen, changedAt: moment }, at);
      }
      case 'pay': {
        const payment = { ...both, paymentId: id, kind: 'instalment' as const, amountFen: one.fen, receivedAt: moment };
        await service.hear(dealPaymentReceivedV1, payment, at);
        return service.hear(dealPaymentReceivedV1, payment, at);
      }
      case 'contract': {
        const signed = { drawnBy: li, checkedBy: zhao, contractedAt: moment, contractedOn: '2026-04-10' };
        return service.hear(dealContractedV1, { ...both, ...signed }, at);
      }
      case 'leave': {
        const days = { from: '2026-03-01', through: new Date(Date.UTC(2026, 2, one.days)).toISOString().slice(0, 10) };
        const leave = { leaveId: id, staffId: li, siteId, kind: 'sick' as const, approvedBy: zhao, approvedAt: moment };
        return service.hear(leaveApprovedV1, { ...leave, ...days }, at);
      }
      case 'withhold': {
        sanctions.push(id);
        const scope = one.of === 'deal' ? { of: one.of, dealId } : { of: one.of };
        const order = { siteId, staffId: li, sanctionId: id, scope, code: 'V-32', at: new Date(moment) };
        return service.world.db.transaction((tx) => withhold(tx, order, service.world));
      }
      case 'release': {
        const sanctionId = sanctions.pop();
        if (sanctionId === undefined) return;
        const release = { sanctionId, at: new Date(moment) };
        return service.world.db.transaction((tx) => releaseWithheld(tx, release, service.world));
      }
    }
  };

  const begin = async (due: string): Promise<Life> => {
    const siteId = await openSite(due);
    const { newId } = service.world;
    const [dealId, li, zhao] = [newId(), newId(), newId()];
    const consultants = [{ staffId: li, parts: 100, role: 'owner' as const }];
    const event = { siteId, dealId, consultants, closedBy: zhao, channel: 'company-introduced' as const };
    await service.hear(dealClosedV1, closedDealEvent(event), at);
    return { siteId, dealId, li, zhao };
  };

  it('I1, I2: after every step all accounts add up to 0, the parts to the commission, what is withheld to the sanctions', async () => {
    const lives = fc.tuple(
      fc.constantFrom('subscription', 'contract', 'cash'),
      fc.array(step, { minLength: 1, maxLength: 8 }),
    );
    await fc.assert(
      fc.asyncProperty(lives, async ([due, steps]) => {
        const life = await begin(due);
        const sanctions: string[] = [];
        for (const one of steps) {
          await take(life, one, sanctions);
          const found = await balances(life.siteId);
          expect([...found.values()].reduce((sum, fen) => sum + fen, 0)).toBe(0);
          const [deal] = await rows<{ fen: number }>(
            'select commission_fen as fen from deal_commission where deal_id = $1',
            [life.dealId],
          );
          expect(found.get('commission-expense') ?? 0).toBe(deal?.fen);
          const [held] = await rows<{ fen: number }>(
            'select coalesce(sum(withheld_fen), 0)::bigint as fen from withholding where site_id = $1',
            [life.siteId],
          );
          expect(-(found.get('commission-withheld') ?? 0) + 0).toBe(held?.fen);
        }
      }),
      { seed: 20_261_201, numRuns: 25 },
    );
  });

  it('I3: whatever happened to it, a cancelled deal leaves every account as it was before, once', async () => {
    const lives = fc.tuple(fc.constantFrom('subscription', 'contract', 'cash'), fc.array(step, { maxLength: 6 }));
    await fc.assert(
      fc.asyncProperty(lives, async ([due, steps]) => {
        const life = await begin(due);
        const sanctions: string[] = [];
        for (const one of steps) await take(life, one, sanctions);
        const { dealId } = life;
        const cancelled = {
          dealId,
          cancelledAt: moment,
          cancelledOn: '2026-04-10',
          fault: 'none' as const,
          reason: 'x',
        };
        for (const _ of [1, 2]) await service.hear(dealCancelledV1, cancelled, at);
        expect([...(await balances(life.siteId)).values()].filter((fen) => fen !== 0)).toEqual([]);
        for (const one of steps) await take(life, one, sanctions);
        expect([...(await balances(life.siteId)).values()].filter((fen) => fen !== 0)).toEqual([]);
      }),
      { seed: 20_261_202, numRuns: 25 },
    );
  });
});
