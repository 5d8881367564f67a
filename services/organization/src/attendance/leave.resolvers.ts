import { can, demandStaff } from '@shouwen/access';
import { daysBetween, isUuid } from '@shouwen/kernel';
import { type BareContext, connectionOf, loaderOf, type PageArguments, typedPageOf } from '@shouwen/subgraph';
import { toGraphResult } from '../answer.ts';
import { explanationOf } from '../explained.ts';
import { demandIds, possibleIds } from '../inputIds.ts';
import type { StaffContext } from '../staff/index.ts';
import { type ApproveLeave, approveLeave, type LeaveKept } from './approveLeave.ts';
import type { Leave, LeaveKind } from './leave.ts';
import { type LeavesWanted, leavesByIds, leavesOf } from './leaveQueries.ts';
import { type WithdrawLeave, withdrawLeave } from './withdrawLeave.ts';

export const leaveLoaders = ({ db, viewer }: BareContext) => ({
  leaves: loaderOf<Leave>(
    (ids) => db.read((tx) => leavesByIds(tx, viewer, possibleIds(ids))),
    ({ id }) => id,
  ),
});

type Context = StaffContext & { readonly loaders: ReturnType<typeof leaveLoaders> };
type Input<I> = { readonly input: I };
type Approving = Omit<ApproveLeave, 'kind' | 'expectedClosings'> & {
  readonly kind: string;
  readonly expectedClosings?: readonly string[] | null;
};
type SiteList = PageArguments & {
  readonly siteId: string;
  readonly staffId?: string | null;
  readonly from?: string | null;
  readonly through?: string | null;
};

const kept = {
  leave: ({ leaveId }: LeaveKept, _: unknown, { loaders }: Context) => loaders.leaves.load(leaveId),
  explanation: ({ explanationId }: LeaveKept, _: unknown, { loaders }: Context) =>
    explanationOf(loaders, explanationId),
};

const pageOfLeaves = async (
  { db, viewer }: Context,
  wanted: Partial<Omit<LeavesWanted, 'page'>> | null,
  args: PageArguments,
) => {
  const page = typedPageOf(args, ['id']);
  const all = { siteId: null, staffId: null, from: null, through: null, page };
  const rows = wanted ? await db.read((tx) => leavesOf(tx, viewer, { ...all, ...wanted })) : [];
  return connectionOf(rows, page.limit, ({ id }) => [id]);
};

const demandAllIds = (ids: readonly string[]): void => {
  for (const id of ids) demandIds({ expectedClosings: id });
};

/** OR-4.02 in the graph. */
export const leaveResolvers = {
  Query: {
    leaves: (_: unknown, { siteId, staffId, from, through, ...page }: SiteList, context: Context) => {
      const may = isUuid(siteId) && can(context.viewer, 'leave.approve', siteId);
      const person = staffId === null || staffId === undefined || isUuid(staffId);
      const days = { from: from ?? null, through: through ?? null };
      return pageOfLeaves(context, may && person ? { siteId, staffId: staffId ?? null, ...days } : null, page);
    },
    ownLeaves: (_: unknown, page: PageArguments, context: Context) =>
      pageOfLeaves(context, { staffId: demandStaff(context.viewer).staffId }, page),
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
