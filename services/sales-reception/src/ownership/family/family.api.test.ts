import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Permission } from '@shouwen/access';
import { instantOf } from '@shouwen/kernel';
import { staffViewer } from '@shouwen/testing';
import { addUnits, deposit } from '../../deals/dealDeskFixture.ts';
import { openRegisterDesk, type RegisterDesk } from '../../registers/registerFixture.ts';
import type { Preset } from '../ownershipFixture.ts';

const sales: Permission[] = ['unit.read', 'unit.manage', 'deal.record', 'deal.read', 'price.approve'];
const prove = `mutation ($input: ProveFamilyClaimInput!) { proveFamilyClaim(input: $input) { __typename
  ... on FamilyClaimProven { consultant { id } explanation { outcome applied { id } summary { zh en } } }
  ... on Refusal { code rule { id } message { zh en } } } }`;

/** Li received the wife on the 5th, Zhao the husband on the 6th, who says whose husband he is; he pays in the afternoon. */
const tell = async (desk: RegisterDesk, relation: 'spouseOf' | 'familyOf' | null) => {
  const [wife, husband] = [await desk.newClient(), await desk.newClient()];
  await desk.visit('2026-03-05 08:30', wife, { onSite: [desk.li] });
  await desk.confirm('2026-03-05');
  const related = relation === null ? {} : { [relation]: wife };
  const visit = await desk.visit('2026-03-06 08:30', husband, { onSite: [desk.zhao], ...related });
  return { wife, husband, visit };
};

const sell = async (desk: RegisterDesk, when: string, clientId: string) => {
  const [day = '', clock = ''] = when.split(' ');
  const manager = desk.service.world.newId();
  const asked = desk.service.as(staffViewer(manager, { [desk.siteId]: sales }), instantOf(day, clock));
  const unit = {
    ...{
      building: '1',
      number: desk.key().slice(4).padStart(4, '0'),
      floor: 3,
      layout: '一房',
      area: 50,
      orientation: '南',
    },
    listPrice: 100_000_000,
  };
  const input = { idempotencyKey: desk.key(), siteId: desk.siteId, units: [unit] };
  const added = await asked.ask<{ addUnits: { units: { id: string }[] } }>(addUnits, { input });
  const paid = { idempotencyKey: desk.key(), unitId: added.addUnits.units[0]?.id, clientId, price: 100_000_000 };
  type Paid = {
    recordDeposit: { deal: { id: string; consultants: { staff: { id: string }; parts: number; role: string }[] } };
  };
  const { deal } = (await asked.ask<Paid>(deposit, { input: paid })).recordDeposit;
  return { dealId: deal.id, shares: deal.consultants.map(({ staff, parts, role }) => [staff.id, parts, role]) };
};

const toldOf = (desk: RegisterDesk, dealId: string): Promise<{ type: string; data: { consultants: unknown[] } }[]> =>
  desk.service.world.db.read((tx) =>
    tx.query('SELECT type, data FROM outbox WHERE aggregate_id = $1 ORDER BY position', [dealId]),
  );

describe.each<[Preset]>([['one-month'], ['triple-confirmation']])('SR-3.14 over the graph, %s', (preset) => {
  let desk: RegisterDesk;
  beforeAll(async () => {
    desk = await openRegisterDesk(preset);
  });
  afterAll(() => desk.service.stop());
  const joint = () => [
    [desk.li, 50, 'JOINT'],
    [desk.zhao, 50, 'JOINT'],
  ];
  const owner = (who: string) => [[who, 100, 'OWNER']];

  it('spouses: the deal of the husband', async () => {
    const { wife, husband } = await tell(desk, 'spouseOf');
    const { shares } = await sell(desk, '2026-03-06 15:44', husband);
    expect(shares).toEqual(preset === 'one-month' ? joint() : owner(desk.li));
    expect((await desk.owner('2026-03-06 16:00', wife))?.consultant).toEqual({ id: desk.li });
  });

  it('spouses: the deal of the wife', async () => {
    const { wife } = await tell(desk, 'spouseOf');
    const { shares } = await sell(desk, '2026-03-07 15:44', wife);
    expect(shares).toEqual(preset === 'one-month' ? joint() : owner(desk.li));
  });

  it('other family: the first valid record', async () => {
    const { husband } = await tell(desk, 'familyOf');
    expect(await desk.owner('2026-03-06 09:00', husband)).toMatchObject({ consultant: { id: desk.li } });
    expect((await sell(desk, '2026-03-06 15:44', husband)).shares).toEqual(owner(desk.li));
  });

  it('nothing was said: whoever received', async () => {
    const { husband } = await tell(desk, null);
    expect((await sell(desk, '2026-03-06 15:44', husband)).shares).toEqual(owner(desk.zhao));
  });

  describe('proven after the deposit', () => {
    const proving = async (by: string, when: string, input: Record<string, unknown>) => {
      const [day = '', clock = ''] = when.split(' ');
      const grants: Permission[] = by === 'manager' ? ['claim.read', 'claim.manage'] : ['claim.read'];
      const viewer = staffViewer(by === 'manager' ? desk.service.world.newId() : by, { [desk.siteId]: grants });
      const asked = desk.service.as(viewer, instantOf(day, clock));
      return asked.send<{ proveFamilyClaim: Record<string, unknown> }>(prove, {
        input: { idempotencyKey: desk.key(), relation: 'SPOUSE', ...input },
      });
    };

    it('until 24:00 of the second day, and then finance is told', async () => {
      const { wife, husband } = await tell(desk, null);
      const { dealId } = await sell(desk, '2026-03-06 15:44', husband);
      const late = await proving('manager', '2026-03-08 00:00', { dealId, relativeId: wife });
      const inTime = await proving('manager', '2026-03-07 23:59', { dealId, relativeId: wife });
      if (preset === 'one-month') {
        for (const { data } of [late, inTime])
          expect(data?.proveFamilyClaim).toMatchObject({ code: 'FAMILY_PROOF_NOT_HERE', rule: { id: 'SR-3.14' } });
        expect(await toldOf(desk, dealId)).toHaveLength(1);
        return;
      }
      expect(late.data?.proveFamilyClaim).toMatchObject({ code: 'PROOF_TOO_LATE', rule: { id: 'SR-3.14' } });
      expect(inTime.data?.proveFamilyClaim).toMatchObject({
        consultant: { id: desk.li },
        explanation: { outcome: 'PROVEN', applied: expect.arrayContaining([{ id: 'SR-3.14' }]) },
      });
      const told = await toldOf(desk, dealId);
      expect(told.map(({ type }) => type)).toEqual([
        'sales-reception.deal.closed.v1',
        'sales-reception.deal.attribution-changed.v1',
      ]);
      expect(told[1]?.data.consultants).toEqual([{ staffId: desk.li, parts: 100, role: 'owner' }]);
      expect(await desk.owner('2026-03-08 00:00', husband)).toMatchObject({ consultant: { id: desk.li } });
    });

    it('is for whoever may change claims, and says nothing of deals that one may not see', async () => {
      const { wife, husband } = await tell(desk, null);
      const { dealId } = await sell(desk, '2026-03-06 15:44', husband);
      const consultant = await proving(desk.li, '2026-03-06 18:00', { dealId, relativeId: wife });
      expect(consultant.errors[0]?.extensions?.code).toBe('FORBIDDEN');
      const unknown = await proving('manager', '2026-03-06 18:00', { dealId: wife, relativeId: wife });
      expect(unknown.errors[0]?.extensions?.code).toBe('NOT_FOUND');
      const noId = await proving('manager', '2026-03-06 18:00', { dealId: 'x', relativeId: wife });
      expect(noId.errors[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    });
  });
});
