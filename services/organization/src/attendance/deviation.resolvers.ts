import { BadInput } from '@shouwen/access';
import { text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { toGraphResult } from '../answer.ts';
import { explanationOf } from '../explained.ts';
import { demandIds } from '../inputIds.ts';
import type { StaffContext } from '../staff/index.ts';
import { recordLists } from './dayRecord.resolvers.ts';
import type { Deviation, DeviationKind } from './deviation.ts';
import { selectDeviations } from './deviationStore.ts';
import { type ExcuseDeviation, excuseDeviation } from './excuseDeviation.ts';
import { type RecordDeviation, recordDeviation } from './recordDeviation.ts';

const lists = recordLists<Deviation>({
  select: selectDeviations,
  table: 'attendance_deviation',
  firstDay: 'deviated_on',
  lastDay: 'deviated_on',
  permission: 'attendance.record',
});

export const deviationLoaders = (context: BareContext) => ({ deviations: lists.loader(context) });

type Context = StaffContext & { readonly loaders: ReturnType<typeof deviationLoaders> };
type Input<I> = { readonly input: I };
type Recording = Pick<RecordDeviation, 'idempotencyKey' | 'staffId' | 'siteId' | 'on' | 'grave'> & {
  readonly kind: string;
  readonly minutes?: number | null;
  readonly halfDays?: number | null;
};
type Kept = { readonly deviationId: string; readonly explanationId: string };

const kept = {
  deviation: ({ deviationId }: Kept, _: unknown, { loaders }: Context) => loaders.deviations.load(deviationId),
  explanation: ({ explanationId }: Kept, _: unknown, { loaders }: Context) => explanationOf(loaders, explanationId),
};

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
    attendanceDeviations: lists.atSite,
    ownAttendanceDeviations: lists.own,
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
