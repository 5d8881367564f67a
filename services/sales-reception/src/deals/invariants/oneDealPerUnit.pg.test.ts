import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TestService, testService } from '@shouwen/testing';
import fc from 'fast-check';
import { salesReception } from '../../service.ts';
import type { UnitState } from '../../units/index.ts';
import { type StepDesk, stepDesk } from '../stepDeskFixture.ts';
import { clientCount, emptyModel, type Shop, shopCommands, unitCount } from './shopFixture.ts';

const noon = new Date('2026-03-02T12:00:00+08:00');
const price = 147_896_000;
const unitAct = (name: string, input: string) =>
  `mutation ($input: ${input}!) { act: ${name}(input: $input) { __typename ... on Refusal { code } } }`;

describe('I14 one unit has at most one active reservation or contract, over the graph and Postgres', () => {
  let service: TestService;
  let desk: StepDesk;

  beforeAll(async () => {
    service = await testService(salesReception);
    desk = (await stepDesk(service)) as StepDesk;
  });
  afterAll(() => service.stop());

  /** The shop as it is run over the graph, with units, clients and a holder of its own. */
  const realShop = async (): Promise<Shop> => {
    let now = noon;
    const units = await Promise.all(Array.from({ length: unitCount }, () => desk.aUnit()));
    const clients = await Promise.all(Array.from({ length: clientCount }, () => desk.aClient()));
    const deals: string[] = [];
    const holder = desk.viewer(service.world.newId(), 'unit.hold');
    const ask = async (viewer: typeof holder, query: string, wanted: object): Promise<boolean> => {
      const input = { idempotencyKey: desk.next(), ...wanted };
      const { act } = await service.as(viewer, now).ask<{ act: { __typename: string } }>(query, { input });
      return act.__typename !== 'Refusal';
    };
    const act = async (
      who: 'li' | 'checker' | 'cashier' | 'manager',
      name: string,
      deal: number,
      more: object = {},
    ) => {
      const dealId = deals[deal];
      if (!dealId) return false;
      return (await desk.act(who, now, [name, { dealId, ...more }])).__typename !== 'Refusal';
    };
    const rows = <Row>(sql: string): Promise<Row[]> => service.world.db.read((tx) => tx.query(sql, [units]));
    return {
      hold: (u, c) => ask(holder, unitAct('holdUnit', 'HoldUnitInput'), { unitId: units[u], clientId: clients[c] }),
      reserve: (u) =>
        ask(desk.managerSees, unitAct('reserveUnit', 'ReserveUnitInput'), { unitId: units[u], reason: 'OTHER' }),
      release: (u) => ask(desk.managerSees, unitAct('releaseUnit', 'UnitInput'), { unitId: units[u] }),
      deposit: async (u, c) => {
        // Within the month of the claim nobody else owns the client; later on somebody has to have received them again.
        await desk.received(clients[c] ?? '', desk.li, now);
        const { deal } = await desk.act('li', now, [
          'recordDeposit',
          { unitId: units[u], clientId: clients[c], price },
        ]);
        if (deal) deals.push(deal.id);
        return deal !== undefined;
      },
      sign: async (deal) => {
        if (!(await act('li', 'drawContract', deal))) return false;
        await act('checker', 'checkContract', deal, { outcome: 'CORRECT' });
        return act('li', 'signContract', deal, { paymentMethod: 'OUTRIGHT' });
      },
      file: (deal) => act('li', 'fileDeal', deal),
      handOver: async (deal) => {
        await act('cashier', 'recordPayment', deal, { kind: 'INSTALMENT', amount: price });
        return act('li', 'handOver', deal);
      },
      swap: (deal, u) => act('manager', 'swapUnit', deal, { unitId: units[u], price }),
      cancel: (deal) => act('manager', 'cancelDeal', deal, { fault: 'CLIENT' }),
      pass: async (minutes) => {
        now = new Date(now.getTime() + minutes * 60_000);
        return true;
      },
      states: async () => {
        const query = 'query ($id: ID!) { unit(id: $id) { state } }';
        const asked = units.map((id) =>
          service.as(desk.managerSees, now).ask<{ unit: { state: string } }>(query, { id }),
        );
        return (await Promise.all(asked)).map(({ unit }) => unit.state.toLowerCase().replace('_', '-') as UnitState);
      },
      claims: () =>
        rows(`select (select count(*)::int from deal d where d.unit_id = u and state = 'closed') as deals,
          (select count(*)::int from unit_keeping k where k.unit_id = u and ended_at is null) as keepings
          from unnest($1::uuid[]) as u`),
    };
  };

  it('whatever happens in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.commands(shopCommands, { maxCommands: 25 }), async (commands) => {
        const real = await realShop();
        await fc.asyncModelRun(() => ({ model: emptyModel(), real }), commands);
      }),
      { numRuns: 8, seed: 20_261_201 },
    );
    expect.hasAssertions();
  });
});
