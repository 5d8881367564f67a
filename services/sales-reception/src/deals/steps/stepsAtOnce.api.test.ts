import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TestService, testService } from '@shouwen/testing';
import { salesReception } from '../../service.ts';
import { type Answered, type StepDesk, stepDesk } from '../stepDeskFixture.ts';

const at = (time: string) => new Date(`${time}+08:00`);
const noon = at('2026-03-02T12:00:00');
const later = at('2026-03-03T12:00:00');
const price = 147_896_000;

describe('SR-9.04 of two requests about one deal at the same moment one is done', () => {
  let service: TestService;
  let desk: StepDesk;
  beforeAll(async () => {
    service = await testService(salesReception);
    desk = (await stepDesk(service)) as StepDesk;
  });
  afterAll(() => service.stop());

  type Who = 'li' | 'checker' | 'cashier' | 'manager';
  const act = (who: Who, name: string, input: object) => desk.act(who, later, [name, input]);
  const aDeal = async (): Promise<string> => {
    const wanted = { unitId: await desk.aUnit(), clientId: await desk.aClient(), price };
    return (await desk.act('li', noon, ['recordDeposit', wanted])).deal?.id ?? '';
  };
  const done = (answers: readonly Answered[]) => answers.filter(({ deal }) => deal).length;
  const thrice = (who: Who, name: string, input: object) => Promise.all([1, 2, 3].map(() => act(who, name, input)));
  const told = async (dealId: string): Promise<string[]> => {
    const rows: { type: string }[] = await service.world.db.read((tx) =>
      tx.query('SELECT type FROM outbox WHERE aggregate_id = $1 ORDER BY position', [dealId]),
    );
    return rows.map(({ type }) => type.replace('sales-reception.deal.', '').replace('.v1', ''));
  };

  it('a contract is checked and signed once each, and told once', async () => {
    const dealId = await aDeal();
    await act('li', 'drawContract', { dealId });
    const checks = await Promise.all(
      ['CORRECT', 'RETURNED', 'CORRECT'].map((outcome) => act('checker', 'checkContract', { dealId, outcome })),
    );
    expect(done(checks)).toBe(1);
    if (checks[1]?.deal) {
      await act('li', 'drawContract', { dealId });
      await act('checker', 'checkContract', { dealId, outcome: 'CORRECT' });
    }
    expect(done(await thrice('li', 'signContract', { dealId, paymentMethod: 'OUTRIGHT' }))).toBe(1);
    expect((await told(dealId)).filter((type) => type === 'contracted')).toHaveLength(1);
  });

  it('payments together never exceed the price, nor what is paid back what was paid', async () => {
    const dealId = await aDeal();
    await act('li', 'drawContract', { dealId });
    await act('checker', 'checkContract', { dealId, outcome: 'CORRECT' });
    await act('li', 'signContract', { dealId, paymentMethod: 'OUTRIGHT' });
    const pay = (amount: number) => act('cashier', 'recordPayment', { dealId, kind: 'INSTALMENT', amount });
    await Promise.all([pay(price), pay(price), pay(price)]);
    const paid = async (): Promise<number> => {
      const [row] = await service.world.db.read((tx) =>
        tx.query('SELECT coalesce(sum(amount_fen), 0)::bigint AS fen FROM deal_payment WHERE deal_id = $1', [dealId]),
      );
      return row.fen;
    };
    expect(await paid()).toBe(price);
    await Promise.all([pay(-price), pay(-price), pay(-price)]);
    expect(await paid()).toBe(0);
  });

  it('cancelled and signed at once, or cancelled twice: one end, and the unit is free once', async () => {
    const dealId = await aDeal();
    const cancel = () => act('manager', 'cancelDeal', { dealId, fault: 'CLIENT' });
    expect(done(await Promise.all([cancel(), cancel(), cancel()]))).toBe(1);
    expect((await told(dealId)).filter((type) => type === 'cancelled')).toHaveLength(1);
  });
});
