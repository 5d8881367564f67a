import { daysBetween } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { toGraphResult } from '../answer.ts';
import { explanationOf } from '../explained.ts';
import { demandIds } from '../inputIds.ts';
import type { StaffContext } from '../staff/index.ts';
import { type ApproveLeave, approveLeave, type LeaveKept } from './approveLeave.ts';
import { recordLists } from './dayRecord.resolvers.ts';
import type { Leave, LeaveKind } from './leave.ts';
import { selectLeaves } from './leaveStore.ts';
import { type WithdrawLeave, withdrawLeave } from './withdrawLeave.ts';

const lists = recordLists<Leave>({
  select: selectLeaves,
  table: 'leave',
  firstDay: 'from_on',
  lastDay: 'through_on',
  permission: 'leave.approve',
});

export const leaveLoaders = (context: BareContext) => ({ leaves: lists.loader(context) });

type Context = StaffContext & { readonly loaders: ReturnType<typeof leaveLoaders> };
type Input<I> = { readonly input: I };
type Approving = Omit<ApproveLeave, 'kind' | 'expectedClosings'> & {
  readonly kind: string;
  readonly expectedClosings?: readonly string[] | null;
};
const kept = {
  leave: ({ leaveId }: LeaveKept, _: unknown, { loaders }: Context) => loaders.leaves.load(leaveId),
  explanation: ({ explanationId }: LeaveKept, _: unknown, { loaders }: Context) =>
    explanationOf(loaders, explanationId),
};

const demandAllIds = (ids: readonly string[]): void => {
  for (const id of ids) demandIds({ expectedClosings: id });
};

/** OR-4.02 in the graph. */
export const leaveResolvers = {
  Query: {
    leaves: lists.atSite,
    ownLeaves: lists.own,
  },
  Mutation: {
    approveLeave: async (_: unknown, { input }: Input<Approving>, context: Context) => {
      demandIds({ staffId: input.staffId, siteId: input.siteId });
      const expectedClosings = [...new Set(input.expectedClosings ?? [])];
      demandAllIds(expectedClosings);
      const kind = input.kind.toLowerCase() as LeaveKind;
      return toGraphResult('LeaveApproved', await approveLeave(context, { ...input, kind, expectedClosings }));
    },
    withdrawLeave: async (_: unknown, { input }: Input<WithdrawLeave>, context: Context) => {
      demandIds({ leaveId: input.leaveId });
      return toGraphResult('LeaveWithdrawn', await withdrawLeave(context, input));
    },
  },
  LeaveApproved: kept,
  LeaveWithdrawn: kept,
  Leave: {
    staff: ({ staffId }: Leave, _: unknown, { loaders }: Context) => loaders.staff.load(staffId),
    site: ({ siteId }: Leave, _: unknown, { loaders }: Context) => loaders.sites.load(siteId),
    kind: ({ kind }: Leave) => kind.toUpperCase(),
    days: ({ from, through }: Leave) => daysBetween(from, through) + 1,
    expectedClosings: ({ expectedClosings }: Leave) => expectedClosings.map((id) => ({ id })),
    approvedBy: ({ approvedBy }: Leave, _: unknown, { loaders }: Context) => loaders.staff.load(approvedBy),
    explanation: ({ explanationId }: Leave, _: unknown, { loaders }: Context) => explanationOf(loaders, explanationId),
  },
};
