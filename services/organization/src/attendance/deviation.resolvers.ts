import { BadInput, can, demandStaff } from '@shouwen/access';
import { isUuid, text } from '@shouwen/kernel';
import { type BareContext, connectionOf, loaderOf, type PageArguments, typedPageOf } from '@shouwen/subgraph';
import { toGraphResult } from '../answer.ts';
import { explanationOf } from '../explained.ts';
import { demandIds, possibleIds } from '../inputIds.ts';
import type { StaffContext } from '../staff/index.ts';
import type { Deviation, DeviationKind } from './deviation.ts';
import { type DeviationsWanted, deviationsByIds, deviationsOf } from './deviationQueries.ts';
import { type ExcuseDeviation, excuseDeviation } from './excuseDeviation.ts';
import { type RecordDeviation, recordDeviation } from './recordDeviation.ts';

export const deviationLoaders = ({ db, viewer }: BareContext) => ({
  deviations: loaderOf<Deviation>(
    (ids) => db.read((tx) => deviationsByIds(tx, viewer, possibleIds(ids))),
    ({ id }) => id,
  ),
});

type Context = StaffContext & { readonly loaders: ReturnType<typeof deviationLoaders> };
type Input<I> = { readonly input: I };
type Recording = Pick<RecordDeviation, 'idempotencyKey' | 'staffId' | 'siteId' | 'on' | 'grave'> & {
  readonly kind: string;
  readonly minutes?: number | null;
  readonly halfDays?: number | null;
};
type SiteList = PageArguments & {
  readonly siteId: string;
  readonly staffId?: string | null;
  readonly from?: string | null;
  readonly through?: string | null;
};
type Kept = { readonly deviationId: string; readonly explanationId: string };

const kept = {
  deviation: ({ deviationId }: Kept, _: unknown, { loaders }: Context) => loaders.deviations.load(deviationId),
  explanation: ({ explanationId }: Kept, _: unknown, { loaders }: Context) => explanationOf(loaders, explanationId),
};

const pageOfDeviations = async (
  { db, viewer }: Context,
  wanted: Partial<Omit<DeviationsWanted, 'page'>> | null,
  args: PageArguments,
) => {
  const page = typedPageOf(args, ['id']);
  const all = { siteId: null, staffId: null, from: null, through: null, page };
  const rows = wanted ? await db.read((tx) => deviationsOf(tx, viewer, { ...all, ...wanted })) : [];
  return connectionOf(rows, page.limit, ({ id }) => [id]);
};

const idOrNull = (id: string | null | undefined) => (isUuid(id) ? id : null);

/** @throws BadInput when it says nothing, or too much */
const reasonOf = (reason: string): string => {
  const words = reason.trim();
  const message = text('须写明理由，不超过 1000 字。', 'A reason has to be given, of 1000 characters at most.');
  if (words === '' || words.length > 1_000) throw new BadInput(message, 'reason');
  return words;
};

/** OR-4.03 in the graph. */
export const deviationResolvers = {
  Query: {
    attendanceDeviations: (_: unknown, { siteId, staffId, from, through, ...page }: SiteList, context: Context) => {
      const may = isUuid(siteId) && can(context.viewer, 'attendance.record', siteId);
      const person = staffId === null || staffId === undefined || isUuid(staffId);
      const days = { from: from ?? null, through: through ?? null };
      return pageOfDeviations(context, may && person ? { siteId, staffId: idOrNull(staffId), ...days } : null, page);
    },
    ownAttendanceDeviations: (_: unknown, page: PageArguments, context: Context) =>
      pageOfDeviations(context, { staffId: demandStaff(context.viewer).staffId }, page),
  },
  Mutation: {
    recordDeviation: async (_: unknown, { input }: Input<Recording>, context: Context) => {
      demandIds({ staffId: input.staffId, siteId: input.siteId });
      const kind = input.kind.toLowerCase().replace('_', '-') as DeviationKind;
      const asked = { ...input, kind, minutes: input.minutes ?? null, halfDays: input.halfDays ?? null };
      return toGraphResult('DeviationRecorded', await recordDeviation(context, asked));
    },
    excuseDeviation: async (_: unknown, { input }: Input<ExcuseDeviation>, context: Context) => {
      demandIds({ deviationId: input.deviationId });
      const asked = { ...input, reason: reasonOf(input.reason) };
      return toGraphResult('DeviationExcused', await excuseDeviation(context, asked));
    },
  },
  DeviationRecorded: kept,
  DeviationExcused: kept,
  AttendanceDeviation: {
    staff: ({ staffId }: Deviation, _: unknown, { loaders }: Context) => loaders.staff.load(staffId),
    site: ({ siteId }: Deviation, _: unknown, { loaders }: Context) => loaders.sites.load(siteId),
    kind: ({ kind }: Deviation) => kind.toUpperCase().replace('-', '_'),
    explanation: ({ explanationId }: Deviation, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, explanationId),
  },
};
