import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dealClosedV1 } from '@shouwen/contracts';
import { instantOf } from '@shouwen/kernel';
import { staffViewer } from '@shouwen/testing';
import { atTheDesk } from '../../receptions/deskActsFixture.ts';
import { type Desk, openDesk } from '../../receptions/deskFixture.ts';

const addUnits = `mutation ($input: AddUnitsInput!) { addUnits(input: $input) { ... on UnitsAdded { units { id } } } }`;
const deposit = `mutation ($input: RecordDepositInput!) { recordDeposit(input: $input) { __typename
  ... on DealRecorded { deal { channel explanation { applied { id } } } } ... on Refusal { code } } }`;

type Deposited = {
  readonly recordDeposit: { readonly deal: { channel: string; explanation: { applied: { id: string }[] } } };
};

describe.each(['one-month', 'triple-confirmation'] as const)('SR-5.01 a company client (%s)', (preset) => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk(['A', 'B', 'C'], { preset });
    await atTheDesk(desk).open('09:00', ['A', 'B', 'C']);
  });
  afterAll(() => desk.service.stop());

  const manager = (time: string) =>
    desk.service.as(
      staffViewer('00000000-0000-4000-8000-0000000000aa', {
        [desk.siteId]: ['unit.manage', 'unit.read', 'deal.record', 'deal.read', 'explanation.read'],
      }),
      instantOf('2026-03-10', time),
    );
  const buys = async (clientId: string, visitId: string) => {
    const unit = { building: '1', floor: 3, layout: '三房', area: 100, orientation: '南', listPrice: 100_000_000 };
    const described = {
      idempotencyKey: desk.key(),
      siteId: desk.siteId,
      units: [{ ...unit, number: `03${10 + Number(desk.key().slice(4))}` }],
    };
    const { addUnits: added } = await manager('09:00').ask<{ addUnits: { units: { id: string }[] } }>(addUnits, {
      input: described,
    });
    const input = { idempotencyKey: desk.key(), unitId: added.units[0]?.id, clientId, visitId, price: 100_000_000 };
    const { recordDeposit } = await manager('11:00').ask<Deposited>(deposit, { input });
    return recordDeposit.deal;
  };

  it('a leader designates the consultant: no turn, and the deal is of that channel without anybody stating it', async () => {
    const clientId = await desk.newClient();
    const { visit } = await atTheDesk(desk).walkIn('09:30', {
      clientId,
      remark: 'COMPANY_CLIENT',
      assignedTo: desk.who.C,
    });
    const deal = await buys(clientId, visit.id);
    const told = await desk.service.world.db.read((tx) =>
      tx.query(`SELECT data->>'channel' AS channel FROM outbox WHERE type = $1`, [dealClosedV1.type]),
    );
    if (preset === 'one-month') {
      expect([desk.letterOf(visit.consultant?.id), visit.counted]).toEqual(['C', false]);
      expect(deal.channel).toBe('COMPANY_DESIGNATED');
      expect(deal.explanation.applied.map(({ id }) => id)).toContain('SR-5.01');
      expect(told).toEqual([{ channel: 'company-designated' }]);
    } else {
      // A normal turn of whoever is at the head (SR-1.29), and a normal deal.
      expect([desk.letterOf(visit.consultant?.id), visit.counted]).toEqual(['A', true]);
      expect(deal.channel).toBe('NONE');
      expect(told).toEqual([{ channel: 'none' }]);
    }
  });

  it('who had come before is no company client, whoever sends them now', async () => {
    const clientId = await desk.newClient();
    const acts = atTheDesk(desk);
    const first = await acts.walkIn('09:40', { clientId });
    await acts.done('09:50', first.visit.id);
    const { visit } = await acts.walkIn('10:00', { clientId, remark: 'COMPANY_CLIENT', assignedTo: desk.who.C });
    expect(visit.counted).toBe(true);
    expect((await buys(clientId, visit.id)).channel).toBe('NONE');
  });
});
