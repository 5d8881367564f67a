import { BadInput, NotFound } from '@shouwen/access';
import { isUuid, text } from '@shouwen/kernel';
import {
  type BareContext,
  connectionOf,
  type GraphContext,
  listLoaderOf,
  loaderOf,
  pageOf,
  toGraphMoney,
} from '@shouwen/subgraph';
import { type ExplanationLoaders, explanationOf } from '../explained.ts';
import { fromGraphName, toGraphName } from '../graphNames.ts';
import { toGraphResult } from '../toGraphResult.ts';
import { addUnits } from './addUnits.ts';
import type { UnitChanged } from './changeUnit.ts';
import type { Product, UnitState } from './unit.ts';
import { unitActs } from './unitActs.resolvers.ts';
import {
  type KeepingSeen,
  type ListPriceRow,
  listPricesOf,
  type UnitRow,
  unitsById,
  unitsOfSite,
} from './unitQueries.ts';

/** Units asked for by id are one query a request. */
export const unitLoaders = ({ db, viewer, now }: BareContext) => ({
  units: loaderOf(
    (ids) => db.read((tx) => unitsById(tx, { viewer, now }, ids)),
    ({ unitId }) => unitId,
  ),
  listPricesByUnit: listLoaderOf(
    (ids) => db.read((tx) => listPricesOf(tx, viewer, ids)),
    ({ unitId }) => unitId,
  ),
});

export type UnitLoaders = ReturnType<typeof unitLoaders>;
type Context = GraphContext<UnitLoaders & ExplanationLoaders>;
type UnitsArguments = {
  readonly siteId: string;
  readonly state?: string | null;
  readonly product?: string | null;
  readonly name?: string | null;
  readonly first?: number | null;
  readonly after?: string | null;
};
type NewUnitInput = {
  readonly building: string;
  readonly floor: number;
  readonly number: string;
  readonly layout: string;
  readonly area: number;
  readonly orientation: string;
  readonly listPrice: number;
  readonly product: string;
};
type AddUnitsInput = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly units: readonly NewUnitInput[];
};

const findUnit = (id: string, { loaders }: Context) => (isUuid(id) ? loaders.units.load(id) : null);

const toDescription = ({ area, listPrice, product, ...unit }: NewUnitInput) => ({
  ...unit,
  areaHundredths: hundredths(area),
  listPriceFen: listPrice,
  product: fromGraphName<Product>(product),
});

/** NaN, which the use case refuses, for what is finer than a hundredth. */
const hundredths = (area: number): number => {
  const rounded = Math.round(area * 100);
  return Math.abs(rounded / 100 - area) < 1e-9 ? rounded : Number.NaN;
};

export const unitResolvers = {
  Query: {
    unit: (_: unknown, { id }: { readonly id: string }, context: Context) => findUnit(id, context),
    units: async (_: unknown, { siteId, ...wanted }: UnitsArguments, { db, viewer, now }: Context) => {
      const { limit, after } = pageOf(wanted, 2);
      if (after && !isUuid(after[1])) throw new BadInput(text('页码标记无效。', 'The cursor is not valid.'), 'after');
      const filter = {
        siteId,
        state: wanted.state ? fromGraphName<UnitState>(wanted.state) : null,
        product: wanted.product ? fromGraphName<Product>(wanted.product) : null,
        name: wanted.name ?? null,
      };
      const page = { ...filter, limit, after };
      const rows = isUuid(siteId) ? await db.read((tx) => unitsOfSite(tx, { viewer, now }, page)) : [];
      return connectionOf(rows, limit, ({ name, unitId }) => [name, unitId]);
    },
  },
  Mutation: {
    addUnits: async (_: unknown, { input }: { readonly input: AddUnitsInput }, context: Context) => {
      if (!isUuid(input.siteId)) throw new NotFound();
      const answer = await addUnits(context, { ...input, units: input.units.map(toDescription) });
      return toGraphResult('UnitsAdded', answer);
    },
    ...unitActs,
  },
  UnitsAdded: {
    units: ({ unitIds }: { readonly unitIds: readonly string[] }, _: unknown, { loaders }: Context) =>
      loaders.units.loadMany(unitIds),
  },
  UnitChanged: {
    unit: ({ unitId }: UnitChanged, _: unknown, context: Context) => findUnit(unitId, context),
    explanation: ({ explanationId }: UnitChanged, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, explanationId),
  },
  Unit: {
    __resolveReference: ({ id }: { readonly id: string }, context: Context) => findUnit(id, context),
    id: ({ unitId }: UnitRow) => unitId,
    site: ({ siteId }: UnitRow) => ({ id: siteId }),
    area: ({ areaHundredths }: UnitRow) => areaHundredths / 100,
    listPrice: ({ listPriceFen }: UnitRow) => toGraphMoney(listPriceFen),
    product: ({ product }: UnitRow) => toGraphName(product),
    state: ({ state }: UnitRow) => toGraphName(state),
    listPrices: ({ unitId }: UnitRow, _: unknown, { loaders }: Context) => loaders.listPricesByUnit.load(unitId),
  },
  UnitKeeping: {
    by: ({ staffId }: KeepingSeen) => (staffId === null ? null : { id: staffId }),
    client: ({ clientId }: KeepingSeen) => (clientId === null ? null : { id: clientId }),
    reason: ({ reason }: KeepingSeen) => (reason === null ? null : toGraphName(reason)),
  },
  ListPrice: {
    price: ({ listPriceFen }: ListPriceRow) => toGraphMoney(listPriceFen),
  },
};
