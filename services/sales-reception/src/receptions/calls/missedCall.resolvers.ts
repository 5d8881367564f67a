import { BadInput, type CommandResult, can, NotFound } from '@shouwen/access';
import { isUuid, text } from '@shouwen/kernel';
import { connectionOf, type PageArguments, pageOf } from '@shouwen/subgraph';
import { demandIds } from '../../demandIds.ts';
import { explanationOf } from '../../explained.ts';
import { toGraphResult } from '../../toGraphResult.ts';
import { callsById } from '../callStore.ts';
import type { VisitContext } from '../visit.resolvers.ts';
import { type CallBack, callBack } from './callBack.ts';
import type { MissedCall } from './missedCall.ts';
import { callsToReturn, missedCallsById } from './missedCallStore.ts';
import { type NoteMissedCall, noteMissedCall } from './noteMissedCall.ts';

type Input<T> = { readonly input: T };
type Loose<T, Key extends keyof T> = Omit<T, Key> & { readonly [K in Key]?: T[K] | null };
type ToReturn = PageArguments & { readonly siteId: string };

/** Calls that were missed and are returned, in the graph; nothing is decided here. */
export const missedCallResolvers = {
  Query: {
    callsToReturn: async (_: unknown, { siteId, ...page }: ToReturn, { db, viewer }: VisitContext) => {
      const { limit, after } = callPage(page);
      if (!isUuid(siteId) || !can(viewer, 'call.register', siteId)) return connectionOf([], limit, cursorOf);
      return connectionOf(await db.read((tx) => callsToReturn(tx, { siteId, limit, after })), limit, cursorOf);
    },
  },
  Mutation: {
    noteMissedCall: async (
      _: unknown,
      { input }: Input<Loose<NoteMissedCall, 'clientId' | 'secondCallerOf'>>,
      context: VisitContext,
    ) => {
      const { siteId, clientId = null, secondCallerOf = null } = input;
      demandIds({ siteId, clientId, secondCallerOf });
      return toGraph(await noteMissedCall(context, { ...input, clientId, secondCallerOf }));
    },
    callBack: async (_: unknown, { input }: Input<Loose<CallBack, 'clientId'>>, context: VisitContext) => {
      const { missedCallId, clientId = null } = input;
      demandIds({ missedCallId, clientId });
      return toGraph(await callBack(context, { ...input, clientId }));
    },
  },
  MissedCallNoted: {
    missedCall: async ({ missedCallId }: { missedCallId: string }, _: unknown, { db }: VisitContext) =>
      (await db.read((tx) => missedCallsById(tx, [missedCallId])))[0] ?? notFound(),
  },
  MissedCall: {
    id: ({ missedCallId }: MissedCall) => missedCallId,
    client: ({ clientId }: MissedCall) => clientId && { id: clientId },
    slotOf: ({ slotOf }: MissedCall) => staff(slotOf),
    consultant: ({ consultantId }: MissedCall) => staff(consultantId),
    calledBackBy: ({ calledBackBy }: MissedCall) => staff(calledBackBy),
    call: async ({ callId }: MissedCall, _: unknown, { db }: VisitContext) =>
      callId && (await db.read((tx) => callsById(tx, [callId])))[0],
    explanation: ({ explanationId }: MissedCall, _: unknown, { loaders }: VisitContext) =>
      explanationOf(loaders, explanationId),
  },
  MissedCallKind: { MISSED: 'missed', SECOND_CALLER: 'secondCaller' },
};

const staff = (id: string | null) => id && { __typename: 'Staff', id };

const notFound = (): never => {
  throw new NotFound();
};

const cursorOf = ({ rangAt, missedCallId }: MissedCall) => [rangAt.toISOString(), missedCallId];

const callPage = (page: PageArguments) => {
  const { limit, after } = pageOf(page, 2);
  const fits =
    after === null || (typeof after[0] === 'string' && !Number.isNaN(Date.parse(after[0])) && isUuid(String(after[1])));
  if (!fits) throw new BadInput(text('页码标记无效。', 'The cursor is not valid.'), 'after');
  return { limit, after };
};

const toGraph = (answer: CommandResult<{ readonly missedCallId: string }>) => toGraphResult('MissedCallNoted', answer);
