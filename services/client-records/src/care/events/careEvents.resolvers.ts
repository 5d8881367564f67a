import { can, demand, demandIds, sitesWhere } from '@shouwen/access';
import { isUuid, siteDate } from '@shouwen/kernel';
import {
  connectionOf,
  type ExplanationLoaders,
  explanationOf,
  fromGraphName,
  type GraphContext,
  toGraphMoney,
  toGraphName,
  toGraphResult,
  typedPageOf,
} from '@shouwen/subgraph';
import { type ClientLoaders, readerOf } from '../../clients/index.ts';
import { recordsPolicyAt } from '../../policies/index.ts';
import type { CareEvent, CareEventKind, CareGuest } from './careEvent.ts';
import { type CloseCareEvent, endCareEvent, type PlanCareEvent, planCareEvent } from './careEventActs.ts';
import { careEventReport, careEventsById, pageOfCareEvents, pageOfGuests } from './careEventQueries.ts';
import {
  type InviteClients,
  type Invited,
  inviteClients,
  type RecordAttendance,
  recordAttendance,
} from './careGuestActs.ts';

type Context = GraphContext<ClientLoaders & ExplanationLoaders>;
type Input<T> = { readonly input: T };
type Paged = { readonly first?: number | null; readonly after?: string | null };
type Guests = {
  readonly guests: readonly (RecordAttendance['guests'][number] & { readonly broughtBy?: string | null })[];
};

const find = async (id: string, { db, viewer }: Context): Promise<CareEvent | null> => {
  if (!isUuid(id)) return null;
  return (await db.read((tx) => careEventsById(tx, sitesWhere(viewer, 'care.read'), [id])))[0] ?? null;
};

/** Whoever did it sees what was done. */
const eventDone = async ({ eventId }: { readonly eventId: string }, _: unknown, { db }: Context) =>
  (await db.read((tx) => careEventsById(tx, '*', [eventId])))[0];

/** The benefit counts by the policy of the day of the event. */
const report = async (event: CareEvent, _: unknown, { db, viewer }: Context) => {
  if (!can(viewer, 'care.plan', event.siteId)) return null;
  return db.read(async (tx) => {
    const { params } = await recordsPolicyAt(tx, event.siteId, event.at);
    const days = params['event.benefitDays'];
    const counted = await careEventReport(tx, { event, heldOn: siteDate(event.at), days });
    const costs = { plannedCost: toGraphMoney(event.plannedCostFen), actualCost: actualCost(event) };
    return { ...counted, ...costs, days, dealsAmount: toGraphMoney(counted.dealsFen) };
  });
};

const actualCost = ({ actualCostFen }: CareEvent) => (actualCostFen === null ? null : toGraphMoney(actualCostFen));

const clientOf = async (id: string, { loaders }: Context) => (await loaders.clients.load(id)) ?? { id };

export const careEventsResolvers = {
  Query: {
    careEvent: (_: unknown, { id }: { readonly id: string }, context: Context) => find(id, context),
    careEvents: async (_: unknown, { siteId, ...asked }: Paged & { readonly siteId: string }, context: Context) => {
      demand(context.viewer, 'care.read', siteId);
      demandIds({ siteId });
      const { limit, after } = typedPageOf(asked, ['time', 'id']);
      const page = { siteId, after: after as [string, string] | null, limit: limit + 1 };
      const rows = await context.db.read((tx) => pageOfCareEvents(tx, sitesWhere(context.viewer, 'care.read'), page));
      return connectionOf(rows, limit, ({ at, eventId }) => [at.toISOString(), eventId]);
    },
  },
  Mutation: {
    planCareEvent: async (_: unknown, { input }: Input<PlanCareEvent & { readonly at: unknown }>, context: Context) => {
      demandIds({ siteId: input.siteId });
      const at = new Date(input.at).toISOString();
      const told = { ...input, at, kind: fromGraphName<CareEventKind>(input.kind) };
      return toGraphResult('CareEventDone', await planCareEvent(context, told));
    },
    inviteClients: async (_: unknown, { input }: Input<InviteClients>, context: Context) =>
      toGraphResult('ClientsInvited', await inviteClients(context, input)),
    recordCareAttendance: async (_: unknown, { input }: Input<RecordAttendance & Guests>, context: Context) => {
      const guests = input.guests.map((guest) => ({ ...guest, broughtBy: guest.broughtBy ?? null }));
      return toGraphResult('CareEventDone', await recordAttendance(context, { ...input, guests }));
    },
    closeCareEvent: async (_: unknown, { input }: Input<CloseCareEvent>, context: Context) =>
      toGraphResult('CareEventDone', await endCareEvent(context, input)),
  },
  CareEventDone: { event: eventDone },
  ClientsInvited: {
    event: eventDone,
    answers: ({ answers }: Invited) => answers.map((one) => ({ ...one, answer: toGraphName(one.answer) })),
  },
  CareEvent: {
    id: ({ eventId }: CareEvent) => eventId,
    site: ({ siteId }: CareEvent) => ({ __typename: 'Site', id: siteId }),
    kind: ({ kind }: CareEvent) => toGraphName(kind),
    plannedCost: ({ plannedCostFen }: CareEvent) => toGraphMoney(plannedCostFen),
    actualCost,
    state: ({ state }: CareEvent) => toGraphName(state),
    guests: async ({ eventId }: CareEvent, asked: Paged, context: Context) => {
      const { limit, after } = typedPageOf(asked, ['id']);
      const page = { eventId, after: after?.[0] ?? null, limit: limit + 1 };
      const rows = await context.db.read((tx) => pageOfGuests(tx, readerOf(context, 'care.read'), page));
      return connectionOf(rows, limit, ({ guestId }) => [guestId]);
    },
    report,
    explanation: ({ explanationId }: CareEvent, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, explanationId),
  },
  CareGuest: {
    id: ({ guestId }: CareGuest) => guestId,
    client: ({ clientId }: CareGuest, _: unknown, context: Context) => clientOf(clientId, context),
    state: ({ state }: CareGuest) => toGraphName(state),
    broughtBy: ({ broughtBy }: CareGuest, _: unknown, { loaders }: Context) =>
      broughtBy && loaders.clients.load(broughtBy),
  },
};
