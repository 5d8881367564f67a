import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Permission } from '@shouwen/access';
import { staffViewer, type TestService, testService } from '@shouwen/testing';
import { salesReception } from '../service.ts';

const noon = new Date('2026-03-02T12:09:00+08:00');

const addUnits = `mutation ($input: AddUnitsInput!) { addUnits(input: $input) { __typename
  ... on UnitsAdded { units { id name state listPrice { fen yuan } area product } }
  ... on Refusal { code rule { id } } } }`;

describe('SR-9.01 units over the graph', () => {
  let service: TestService;
  let site: string;
  let count = 0;

  beforeAll(async () => {
    service = await testService(salesReception);
    site = service.world.newId();
  });
  afterAll(() => service.stop());

  const as = (...permissions: Permission[]) =>
    service.as(staffViewer(service.world.newId(), { [site]: permissions }), noon);
  const asManager = () => as('unit.read', 'unit.manage');

  it('are added all or none, up to 100 at a time', async () => {
    const number = (n: number) => `9${String(n).padStart(3, '0')}`;
    const unit = { building: '9', floor: 1, layout: '一房', area: 45, orientation: '北', listPrice: 1 };
    const many = (n: number) => Array.from({ length: n }, (_, index) => ({ ...unit, number: number(index) }));
    const add = (idempotencyKey: string, units: unknown[]) =>
      asManager().send<{ addUnits: { __typename: string } }>(addUnits, {
        input: { idempotencyKey, siteId: site, units },
      });
    expect((await add('u1', many(101))).errors[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'units',
    });
    expect((await add('u2', [])).errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'units' });
    expect((await add('u3', many(100))).data?.addUnits.__typename).toBe('UnitsAdded');
    const again = await add('u4', [
      { ...unit, number: '9900' },
      { ...unit, number: number(0) },
    ]);
    expect(again.data?.addUnits).toMatchObject({ __typename: 'Refusal', code: 'UNIT_EXISTS' });
    const page = `query ($site: ID!, $after: String) { units(siteId: $site, first: 60, after: $after) {
      edges { node { name } } pageInfo { hasNextPage endCursor } } }`;
    const names: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const { units }: { units: UnitPage } = await asManager().ask(page, { site, after });
      names.push(...units.edges.map(({ node }) => node.name));
      after = units.pageInfo.endCursor;
      more = units.pageInfo.hasNextPage;
    }
    expect(names.filter((name) => name.startsWith('9-'))).toEqual(many(100).map((one) => `9-${one.number}`));
  });

  it.each([
    ['a price of nothing', { listPrice: 0 }, 'units.0.listPriceFen'],
    ['a negative price', { listPrice: -1 }, 'units.0.listPriceFen'],
    ['an area finer than a hundredth', { area: 12.345 }, 'units.0.areaHundredths'],
    ['a number with a dash, which the name needs', { number: '03-01' }, 'units.0.number'],
    ['a floor that is none', { floor: 1_000 }, 'units.0.floor'],
  ])('S30 refuses %s', async (_, changes, field) => {
    const unit = {
      building: '8',
      floor: 1,
      number: '0101',
      layout: '一房',
      area: 45,
      orientation: '北',
      listPrice: 1,
    };
    const input = { idempotencyKey: `bad-${++count}`, siteId: site, units: [{ ...unit, ...changes }] };
    const answer = await asManager().send(addUnits, { input });
    expect(answer.errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  it('needs the permission at that site', async () => {
    const unit = { building: '7', floor: 1, number: '0101', layout: '一房', area: 45, orientation: '北', listPrice: 1 };
    const adding = (viewer: ReturnType<typeof as>, siteId: string) =>
      viewer.send(addUnits, { input: { idempotencyKey: `p-${++count}`, siteId, units: [unit] } });
    expect((await adding(as('unit.read'), site)).errors[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
    const elsewhere = await adding(asManager(), service.world.newId());
    expect(elsewhere.errors[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
  });
});

type UnitPage = {
  readonly edges: readonly { readonly node: { readonly name: string } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
};
