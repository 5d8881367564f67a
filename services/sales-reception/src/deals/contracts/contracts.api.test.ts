import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TestService, testService } from '@shouwen/testing';
import { salesReception } from '../../service.ts';
import { type StepDesk, stepDesk } from '../stepDeskFixture.ts';

const at = (time: string) => new Date(`${time}+08:00`);
const noon = at('2026-03-02T12:00:00');
const later = at('2026-03-03T12:00:00');

describe('SR-9.04 contracts over the graph', () => {
  let service: TestService;
  let desk: StepDesk;

  beforeAll(async () => {
    service = await testService(salesReception);
    desk = (await stepDesk(service)) as StepDesk;
  });
  afterAll(() => service.stop());

  const aDeal = async (): Promise<string> => {
    const wanted = { unitId: await desk.aUnit(), clientId: await desk.aClient(), price: 147_896_000 };
    return (await desk.act('li', noon, ['recordDeposit', wanted])).deal?.id ?? '';
  };
  type Who = 'li' | 'zhao' | 'checker' | 'manager';
  const act = (who: Who, name: string, input: object) => desk.act(who, later, [name, input]);
  const correct = { outcome: 'CORRECT' };

  it('nobody checks their own, whatever they may do, and the database says the same', async () => {
    const dealId = await aDeal();
    await act('checker', 'drawContract', { dealId });
    expect(await act('checker', 'checkContract', { dealId, ...correct })).toMatchObject({
      code: 'OWN_CONTRACT',
      rule: { id: 'SR-9.04' },
    });
    const own = service.world.db.transaction((tx) =>
      tx.query(
        `update deal_contract set checked_by = drawn_by, checked_at = drawn_at, outcome = 'correct' where deal_id = $1`,
        [dealId],
      ),
    );
    await expect(own).rejects.toThrow(/check/);
  });

  it('one that was sent back is drawn up again, and nobody is fined for what the check found', async () => {
    const dealId = await aDeal();
    await act('li', 'drawContract', { dealId });
    expect(await act('li', 'drawContract', { dealId })).toMatchObject({ code: 'CONTRACT_STATE' });
    await act('checker', 'checkContract', { dealId, outcome: 'RETURNED' });
    expect(await act('li', 'signContract', { dealId, paymentMethod: 'OUTRIGHT' })).toMatchObject({
      code: 'CONTRACT_STATE',
    });
    await act('li', 'drawContract', { dealId });
    expect(await act('checker', 'checkContract', { dealId, ...correct })).toMatchObject({
      deal: { contracts: [{ state: 'RETURNED' }, { state: 'CORRECT' }] },
    });
    expect(await desk.violations(dealId)).toEqual([]);
  });

  it('a fault found afterwards is a violation of author and checker, once each for the unit', async () => {
    const dealId = await aDeal();
    await act('li', 'drawContract', { dealId });
    await act('checker', 'checkContract', { dealId, ...correct });
    const report = () => act('checker', 'reportContractFault', { dealId });
    expect(await report()).toMatchObject({ deal: { contracts: [{ state: 'FAULTY' }] } });
    expect(await report()).toMatchObject({ code: 'CONTRACT_STATE' });
    const booked = (staffId: string) => ({ staffId, code: 'V-31', dealId, occurrences: 1 });
    const both = [desk.li, desk.people.checker.staffId].sort().map(booked);
    expect(await desk.violations(dealId)).toEqual(both);
    expect(await act('li', 'signContract', { dealId, paymentMethod: 'OUTRIGHT' })).toMatchObject({
      code: 'CONTRACT_STATE',
    });
    expect(await act('li', 'drawContract', { dealId })).toMatchObject({
      deal: { contracts: [{ state: 'FAULTY' }, { state: 'DRAWN' }] },
    });
  });

  it('found faulty after signing, it is drawn up, checked and signed anew; the deal stands, and nobody is told twice', async () => {
    const dealId = await aDeal();
    const signs = async (paymentMethod: string) => {
      await act('li', 'drawContract', { dealId });
      await act('checker', 'checkContract', { dealId, ...correct });
      return act('li', 'signContract', { dealId, paymentMethod });
    };
    await signs('OUTRIGHT');
    await act('checker', 'reportContractFault', { dealId });
    expect(await act('li', 'fileDeal', { dealId })).toMatchObject({ code: 'DEAL_STAGE', rule: { id: 'SR-9.04' } });
    expect(await signs('MORTGAGE')).toMatchObject({
      deal: {
        state: 'CLOSED',
        stage: 'CONTRACTED',
        unit: { state: 'CONTRACTED' },
        paymentMethod: 'MORTGAGE',
        contracts: [{ state: 'FAULTY' }, { state: 'SIGNED' }],
      },
    });
    const told = (await desk.told(dealId)).filter(({ type }) => type === 'sales-reception.deal.contracted.v1');
    expect(told).toHaveLength(1);
    expect(await act('li', 'drawContract', { dealId })).toMatchObject({ code: 'CONTRACT_STATE' });
    expect(await act('li', 'fileDeal', { dealId })).toMatchObject({ deal: { stage: 'FILED' } });
    await act('checker', 'reportContractFault', { dealId });
    // Filed, it names unit and buyer for good.
    expect(await act('li', 'drawContract', { dealId })).toMatchObject({ code: 'CONTRACT_STATE' });
  });

  it('of two who draw up at once one does', async () => {
    const dealId = await aDeal();
    const answers = await Promise.all([1, 2, 3].map(() => act('li', 'drawContract', { dealId })));
    expect(answers.filter(({ deal }) => deal)).toHaveLength(1);
  });

  it('signing tells who drew up and who checked', async () => {
    const dealId = await aDeal();
    await act('li', 'drawContract', { dealId });
    await act('checker', 'checkContract', { dealId, ...correct });
    await act('li', 'signContract', { dealId, paymentMethod: 'MORTGAGE' });
    expect((await desk.told(dealId)).at(-1)).toMatchObject({
      type: 'sales-reception.deal.contracted.v1',
      data: { drawnBy: desk.li, checkedBy: desk.people.checker.staffId, contractedOn: '2026-03-03' },
    });
  });

  it('is nobody’s business who does not see the deal, and needs the permission', async () => {
    const dealId = await aDeal();
    const input = { idempotencyKey: desk.next(), dealId };
    const draw = 'mutation ($input: DealStepInput!) { drawContract(input: $input) { __typename } }';
    const code = async (viewer: Parameters<TestService['as']>[0]) =>
      (await service.as(viewer, later).send(draw, { input })).errors[0]?.extensions?.code;
    expect(await code(desk.people.zhao)).toBe('NOT_FOUND');
    expect(await code(desk.people.cashier)).toBe('FORBIDDEN');
    expect(await code(desk.viewer(desk.li))).toBe('FORBIDDEN');
  });
});
