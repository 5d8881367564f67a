import { BadInput, type CommandResult } from '@shouwen/access';
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
import { demandIds } from '../../demandIds.ts';
import { type ExplanationLoaders, explanationOf } from '../../explained.ts';
import { toGraphResult } from '../../toGraphResult.ts';
import { type FitOut, type LeaseSpace, netToGrossOf, type SpaceState } from './leaseSpace.ts';
import { spacesById, spacesOfSite } from './leaseSpaceQueries.ts';
import { vacantSpaces } from './leaseSpaceStore.ts';
import { addLeaseSpace, type MoveLeaseSpace, moveLeaseSpace, type SpaceChanged } from './manageSpaces.ts';

export const leaseSpaceLoaders = ({ db, viewer }: BareContext) => ({
  leaseSpaces: loaderOf<LeaseSpace>(
    (ids) => db.read((tx) => spacesById(tx, viewer, ids)),
    ({ spaceId }) => spaceId,
  ),
  vacantSpacesOfSite: listLoaderOf<LeaseSpace>(
    (ids) => db.read((tx) => vacantSpaces(tx, ids)),
    ({ siteId }) => siteId,
  ),
});

export type LeaseSpaceLoaders = ReturnType<typeof leaseSpaceLoaders>;
type Context = GraphContext<LeaseSpaceLoaders & ExplanationLoaders>;
type Input<I> = { readonly input: I };
type SpacesArguments = {
  readonly siteId: string;
  readonly state?: string | null;
  readonly first?: number | null;
  readonly after?: string | null;
};
type AddInput = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly building: string;
  readonly floor: number;
  readonly number: string;
  readonly layout: string;
  readonly area: number;
  readonly netArea: number;
  readonly orientation: string;
  readonly fitOut: string;
  readonly neighbours: readonly string[];
  readonly rent: number;
  readonly managementFee: number;
  readonly shortestMonths: number;
  readonly flexibleTerms?: string | null;
  readonly floorPlan?: string | null;
};

/** NaN, which the use case refuses, for what is finer than a hundredth. */
const hundredths = (area: number): number => {
  const rounded = Math.round(area * 100);
  return Math.abs(rounded / 100 - area) < 1e-9 ? rounded : Number.NaN;
};

const answered = (answer: CommandResult<SpaceChanged>) => toGraphResult('LeaseSpaceChanged', answer);

export const leaseSpaceResolvers = {
  Query: {
    leaseSpaces: async (_: unknown, { siteId, state, ...asked }: SpacesArguments, { db, viewer }: Context) => {
      const { limit, after } = pageOf(asked, 1);
      const wanted = state ? (state.toLowerCase() as SpaceState) : null;
      const page = { siteId, state: wanted, limit, after };
      const rows = isUuid(siteId) ? await db.read((tx) => spacesOfSite(tx, viewer, page)) : [];
      return connectionOf(rows, limit, ({ name }) => [name]);
    },
  },
  Mutation: {
    addLeaseSpace: async (_: unknown, { input }: Input<AddInput>, context: Context) => {
      demandIds({ siteId: input.siteId });
      const { area, netArea, rent, managementFee, flexibleTerms = null, floorPlan = null, ...rest } = input;
      const described = {
        ...rest,
        fitOut: rest.fitOut.toLowerCase() as FitOut,
        areaHundredths: hundredths(area),
        netAreaHundredths: hundredths(netArea),
        rentFen: rent,
        managementFeeFen: managementFee,
      };
      return answered(await addLeaseSpace(context, { ...described, flexibleTerms, floorPlan }));
    },
    moveLeaseSpace: async (_: unknown, { input }: Input<MoveLeaseSpace>, context: Context) => {
      demandIds({ spaceId: input.spaceId });
      const to = input.to.toLowerCase();
      if (to === 'let') throw new BadInput(text('租出须经签约。', 'A space is let by signing.'), 'to');
      return answered(await moveLeaseSpace(context, { ...input, to: to as MoveLeaseSpace['to'] }));
    },
  },
  LeaseSpaceChanged: {
    space: ({ spaceId }: SpaceChanged, _: unknown, { loaders }: Context) => loaders.leaseSpaces.load(spaceId),
    explanation: ({ explanationId }: SpaceChanged, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, explanationId),
  },
  LeaseSpace: {
    id: ({ spaceId }: LeaseSpace) => spaceId,
    site: ({ siteId }: LeaseSpace) => ({ id: siteId }),
    area: ({ areaHundredths }: LeaseSpace) => areaHundredths / 100,
    netToGrossPercent: netToGrossOf,
    fitOut: ({ fitOut }: LeaseSpace) => fitOut.toUpperCase(),
    rent: ({ rentFen }: LeaseSpace) => toGraphMoney(rentFen),
    managementFee: ({ managementFeeFen }: LeaseSpace) => toGraphMoney(managementFeeFen),
    state: ({ state }: LeaseSpace) => state.toUpperCase(),
  },
};
