import { BadInput, can, demand, demandIds, demandStaff } from '@shouwen/access';
import { isUuid, isValidDate, text } from '@shouwen/kernel';
import {
  connectionOf,
  type ExplanationLoaders,
  explanationOf,
  fromGraphName,
  type GraphContext,
  pageOf,
  toGraphName,
  toGraphResult,
} from '@shouwen/subgraph';
import { dayAndId } from '../../care/index.ts';
import type { ClientLoaders } from '../../clients/index.ts';
import type { VisitLoaders } from '../visitLoaders.ts';
import type { VisitPurpose } from '../visitScope.ts';
import {
  type ChangeVisitPlan,
  changePlan,
  type ReviewVisitPlan,
  reviewVisitPlan,
  type SubmitVisitPlan,
  submitPlan,
  type ToVisit,
  type VisitPlanDone,
} from './planActs.ts';
import { type StaffMonth, visitMonthAt } from './visitMonth.ts';
import { monthOf, planDueAt } from './visitPlan.decision.ts';
import type { PlannedVisit, VisitPlan } from './visitPlan.ts';
import { pageOfPlans, plansById } from './visitPlanQueries.ts';

type Context = GraphContext<ClientLoaders & VisitLoaders & ExplanationLoaders>;
type Input<T> = { readonly input: T };
type Listed = {
  readonly siteId?: string | null;
  readonly month?: string | null;
  readonly first?: number | null;
  readonly after?: string | null;
};

const staff = (id: string | null) => (id === null ? null : { __typename: 'Staff', id });
const named = (visits: readonly ToVisit[]): ToVisit[] =>
  visits.map((one) => ({ ...one, purpose: fromGraphName<VisitPurpose>(one.purpose) }));

const visitMonth = async (_: unknown, asked: { siteId: string; month: string }, context: Context) => {
  const { viewer, db, now } = context;
  const { siteId, month } = asked;
  const { staffId } = demandStaff(viewer);
  const isHead = can(viewer, 'visitPlan.review', siteId);
  if (!isHead) demand(viewer, 'visitPlan.submit', siteId);
  demandIds({ siteId });
  if (!isValidDate(month) || monthOf(month) !== month)
    throw new BadInput(text('须为某月一日。', 'The first day of a month.'), 'month');
  const lines = await db.read((tx) => visitMonthAt(tx, { siteId, month, now }));
  return isHead ? lines : lines.filter((line) => line.staffId === staffId);
};

export const visitPlansResolvers = {
  Query: {
    visitPlans: async (_: unknown, asked: Listed, { viewer, db }: Context) => {
      demandStaff(viewer);
      const siteId = asked.siteId ?? null;
      demandIds({ siteId });
      const { limit, after } = pageOf(asked, 2);
      const page = { siteId, month: asked.month ?? null, after: dayAndId(after), limit: limit + 1 };
      const rows = await db.read((tx) => pageOfPlans(tx, viewer, page));
      return connectionOf(rows, limit, ({ month, planId }) => [month, planId]);
    },
    visitMonth,
  },
  Mutation: {
    submitVisitPlan: async (_: unknown, { input }: Input<SubmitVisitPlan>, context: Context) => {
      demandIds({ siteId: input.siteId });
      return toGraphResult('VisitPlanDone', await submitPlan(context, { ...input, visits: named(input.visits) }));
    },
    reviewVisitPlan: async (_: unknown, { input }: Input<ReviewVisitPlan>, context: Context) =>
      toGraphResult('VisitPlanDone', await reviewVisitPlan(context, { ...input, remarks: input.remarks ?? null })),
    changeVisitPlan: async (_: unknown, { input }: Input<ChangeVisitPlan>, context: Context) =>
      toGraphResult('VisitPlanDone', await changePlan(context, { ...input, add: named(input.add) })),
  },
  VisitPlanDone: {
    plan: async ({ planId }: VisitPlanDone, _: unknown, { viewer, db }: Context) =>
      isUuid(planId) ? (await db.read((tx) => plansById(tx, viewer, [planId])))[0] : null,
  },
  VisitPlan: {
    id: ({ planId }: VisitPlan) => planId,
    site: ({ siteId }: VisitPlan) => ({ __typename: 'Site', id: siteId }),
    staff: ({ staffId }: VisitPlan) => staff(staffId),
    dueAt: ({ month }: VisitPlan) => planDueAt(month),
    state: ({ state }: VisitPlan) => toGraphName(state),
    belowQuota: async ({ planId, quota }: VisitPlan, _: unknown, { loaders }: Context) =>
      (await loaders.plannedVisits.load(planId)).length < quota,
    visits: ({ planId }: VisitPlan, _: unknown, { loaders }: Context) => loaders.plannedVisits.load(planId),
    reviewedBy: ({ reviewedBy }: VisitPlan) => staff(reviewedBy),
    history: ({ planId }: VisitPlan, _: unknown, { loaders }: Context) => loaders.visitSteps.load(planId),
    explanation: ({ explanationId }: VisitPlan, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, explanationId),
  },
  PlannedVisit: {
    id: ({ plannedId }: PlannedVisit) => plannedId,
    client: ({ clientId }: PlannedVisit, _: unknown, { loaders }: Context) => loaders.clients.load(clientId),
    on: ({ onDay }: PlannedVisit) => onDay,
    purpose: ({ purpose }: PlannedVisit) => toGraphName(purpose),
    visit: ({ visitId }: PlannedVisit, _: unknown, { loaders }: Context) =>
      visitId && loaders.clientVisits.load(visitId),
    costs: ({ plannedId }: PlannedVisit, _: unknown, { loaders }: Context) => loaders.visitCosts.load(plannedId),
  },
  StaffVisitMonth: {
    staff: ({ staffId }: StaffMonth) => staff(staffId),
    missing: ({ isMissing }: StaffMonth) => isMissing,
    overdue: ({ isOverdue }: StaffMonth) => isOverdue,
  },
};
