import { BadInput, NotFound } from '@shouwen/access';
import { isUuid, isValidDate, text } from '@shouwen/kernel';
import {
  type BareContext,
  connectionOf,
  type GraphContext,
  loaderOf,
  type PageArguments,
  pageOf,
  toGraphRule,
} from '@shouwen/subgraph';
import { type ExplanationLoaders, explanationOf } from '../explained.ts';
import { callsById, type PhoneCall } from './callStore.ts';
import type { VisitChanged } from './receiveVisitor.ts';
import type { ClientRecognised } from './recogniseClient.ts';
import type { TurnUsed, Visit } from './visit.ts';
import { heldAt, visitsById, visitsOfClient, visitsOfDay } from './visitQueries.ts';

/** Visits and calls asked for by id are one query a request. */
export const visitLoaders = ({ db, viewer }: BareContext) => ({
  visits: loaderOf<Visit>(
    (ids) => db.read((tx) => visitsById(tx, viewer, ids)),
    ({ visitId }) => visitId,
  ),
});

export type VisitContext = GraphContext<ReturnType<typeof visitLoaders> & ExplanationLoaders>;
type DayArguments = PageArguments & { readonly siteId: string; readonly date: string };

export const visitResolvers = {
  Query: {
    visit: (_: unknown, { id }: { id: string }, context: VisitContext) => findVisit(id, context),
    receptions: async (_: unknown, { siteId, date, ...page }: DayArguments, { db, viewer }: VisitContext) => {
      if (!isUuid(siteId) || !isValidDate(date)) throw badDay;
      const { limit, after } = visitPage(page);
      const rows = await db.read((tx) => visitsOfDay(tx, viewer, { siteId, date, limit, after }));
      return connectionOf(rows, limit, cursorOf);
    },
  },
  Client: {
    visits: async ({ id: clientId }: { id: string }, page: PageArguments, { db, viewer }: VisitContext) => {
      const { limit, after } = visitPage(page);
      if (!isUuid(clientId)) return connectionOf([], limit, cursorOf);
      const rows = await db.read((tx) => visitsOfClient(tx, viewer, { clientId, limit, after }));
      return connectionOf(rows, limit, cursorOf);
    },
  },
  Visit: {
    __resolveReference: ({ id }: { id: string }, context: VisitContext) => findVisit(id, context),
    id: ({ visitId }: Visit) => visitId,
    site: ({ siteId }: Visit) => ({ id: siteId }),
    client: ({ clientId }: Visit) => clientId && { id: clientId },
    consultant: ({ consultantId }: Visit) => staff(consultantId),
    actingFor: ({ actingFor }: Visit) => staff(actingFor),
    takenOverFrom: ({ takenOverFrom }: Visit) => staff(takenOverFrom),
    counted: ({ turn }: Visit) => turn !== null,
    rules: ({ rules }: Visit) => rules.map(toGraphRule),
    explanation: (visit: Visit, _: unknown, { loaders }: VisitContext) => explanationOf(loaders, visit.explanationId),
  },
  Turn: {
    consultant: ({ of }: TurnUsed) => staff(of),
    madeUp: ({ used }: TurnUsed) => used.kind === 'makeUp',
    inAdvance: ({ used }: TurnUsed) => used.kind === 'inAdvance',
  },
  FloorReception: {
    visit: ({ visitId }: { visitId: string }, _: unknown, context: VisitContext) => findVisit(visitId, context),
  },
  Floor: {
    held: ({ siteId }: { siteId: string }, _: unknown, { db }: VisitContext) => db.read((tx) => heldAt(tx, siteId)),
  },
  VisitorReceived: { visit: knownVisit },
  ReceptionEnded: {
    visit: knownVisit,
    explanation: ({ explanationId }: VisitChanged, _: unknown, { loaders }: VisitContext) =>
      explanationOf(loaders, explanationId),
  },
  ClientRecognised: {
    visit: ({ visitId }: ClientRecognised, _: unknown, { loaders }: VisitContext) =>
      loaders.visits.clear(visitId).load(visitId),
    explanation: ({ explanationId }: ClientRecognised, _: unknown, { loaders }: VisitContext) =>
      explanationOf(loaders, explanationId),
    receptionExplanation: ({ receptionExplanationId: id }: ClientRecognised, _: unknown, { loaders }: VisitContext) =>
      id && explanationOf(loaders, id),
  },
  CallAnswered: {
    call: async ({ callId }: { callId: string }, _: unknown, { db }: VisitContext) =>
      (await db.read((tx) => callsById(tx, [callId])))[0],
  },
  PhoneCall: {
    id: ({ callId }: PhoneCall) => callId,
    client: ({ clientId }: PhoneCall) => clientId && { id: clientId },
    consultant: ({ consultantId }: PhoneCall) => staff(consultantId),
    explanation: ({ explanationId }: PhoneCall, _: unknown, { loaders }: VisitContext) =>
      explanationOf(loaders, explanationId),
  },
};

const staff = (id: string | null) => id && { __typename: 'Staff', id };

const findVisit = (id: string, { loaders }: VisitContext) => (isUuid(id) ? loaders.visits.load(id) : null);

/** What was just written is read again, by whoever may read it. */
async function knownVisit({ visitId }: { visitId: string }, _: unknown, { loaders }: VisitContext): Promise<Visit> {
  loaders.visits.clear(visitId);
  const visit = await loaders.visits.load(visitId);
  if (!visit) throw new NotFound();
  return visit;
}

const cursorOf = ({ arrivedAt, visitId }: Visit) => [arrivedAt.toISOString(), visitId];

const visitPage = (page: PageArguments) => {
  const { limit, after } = pageOf(page, 2);
  const fits =
    after === null || (typeof after[0] === 'string' && !Number.isNaN(Date.parse(after[0])) && isUuid(String(after[1])));
  if (!fits) throw new BadInput(text('页码标记无效。', 'The cursor is not valid.'), 'after');
  return { limit, after };
};

const badDay = new BadInput(text('案场或日期无效。', 'The site or the date is not valid.'));
