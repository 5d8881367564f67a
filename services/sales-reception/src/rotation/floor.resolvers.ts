import { BadInput, type CommandResult, NotFound } from '@shouwen/access';
import { isUuid, isValidDate, text } from '@shouwen/kernel';
import { connectionOf, type GraphContext, type PageArguments, pageOf } from '@shouwen/subgraph';
import { demandIds } from '../demandIds.ts';
import { type ExplanationLoaders, explanationOf } from '../explained.ts';
import { toGraphResult } from '../toGraphResult.ts';
import type { RotationChanged } from './actOnRotation.ts';
import { type ConfirmPreparation, confirmPreparation } from './confirmPreparation.ts';
import type { Correction } from './correctRotation.decision.ts';
import { approveTurnSwap, correctRotation } from './correctRotation.ts';
import type { Floor } from './floor.ts';
import { floorOf, type LogRow, logOfDay } from './floorQueries.ts';
import { type LeaveFloor, leaveFloor, returnToFloor } from './leaveFloor.ts';
import type { RecordViolation } from './mealOverstay.ts';
import { closeRotation, type OpenRotation, openRotation } from './openRotation.ts';

type Context = GraphContext<ExplanationLoaders>;
type Input<T> = { readonly input: T };
type LogArguments = PageArguments & { readonly siteId: string; readonly date: string };
type SwapInput = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly firstConsultantId: string;
  readonly secondConsultantId: string;
};
type CorrectionInput = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly reason: string;
  readonly order?: readonly string[] | null;
  readonly grantMakeUpTo?: string | null;
  readonly cancelTurnOf?: string | null;
};

/** Runs after a day was opened: what the calendar has done over night is written down then. */
type DayOpened = (context: Context, siteId: string) => Promise<void>;

/** The floor of a sales site: its rotation, its log, and what is done to them. */
export const floorResolvers = (dayOpened: DayOpened, recordViolation: RecordViolation) => ({
  Query: questions,
  Mutation: acts(dayOpened, recordViolation),
  ...fields,
});

const questions = {
  floor: (_: unknown, { siteId }: { siteId: string }, context: Context) => findFloor(siteId, context),
  rotationLog: async (_: unknown, { siteId, date, ...page }: LogArguments, { db, viewer }: Context) => {
    demandIds({ siteId });
    if (!isValidDate(date)) throw new BadInput(text('日期无效。', 'This is not a date.'), 'date');
    const { limit, after } = pageOf(page, 1);
    const request = { siteId, date, limit, after: after && entryNumber(after[0]) };
    return connectionOf(await db.read((tx) => logOfDay(tx, viewer, request)), limit, ({ entryNo }) => [entryNo]);
  },
};

const acts = (dayOpened: DayOpened, recordViolation: RecordViolation) => ({
  openRotation: async (_: unknown, { input }: Input<OpenRotation>, context: Context) => {
    demandIds({ siteId: input.siteId });
    for (const { consultantId } of input.roster) demandIds({ consultantId });
    const answer = await openRotation(context, input);
    if (answer.outcome === 'accepted') await dayOpened(context, input.siteId);
    return toGraph(answer);
  },
  closeRotation: async (_: unknown, { input }: Input<Parameters<typeof closeRotation>[1]>, context: Context) => {
    demandIds({ siteId: input.siteId });
    return toGraph(await closeRotation({ ...context, recordViolation }, input));
  },
  leaveFloor: async (_: unknown, { input }: Input<LeaveFloor>, context: Context) => {
    demandIds({ siteId: input.siteId, consultantId: input.consultantId });
    return toGraph(await leaveFloor(context, input));
  },
  returnToFloor: async (_: unknown, { input }: Input<Parameters<typeof returnToFloor>[1]>, context: Context) => {
    demandIds({ siteId: input.siteId, consultantId: input.consultantId });
    return toGraph(await returnToFloor({ ...context, recordViolation }, input));
  },
  confirmPreparation: async (_: unknown, { input }: Input<ConfirmPreparation>, context: Context) => {
    demandIds({ siteId: input.siteId, consultantId: input.consultantId });
    return toGraph(await confirmPreparation(context, input));
  },
  approveTurnSwap: async (_: unknown, { input }: Input<SwapInput>, context: Context) => {
    const { siteId, idempotencyKey, firstConsultantId: first, secondConsultantId: second } = input;
    demandIds({ siteId, firstConsultantId: first, secondConsultantId: second });
    return toGraph(await approveTurnSwap(context, { siteId, idempotencyKey, first, second }));
  },
  correctRotation: async (_: unknown, { input }: Input<CorrectionInput>, context: Context) => {
    const { siteId, idempotencyKey, reason } = input;
    demandIds({ siteId });
    return toGraph(await correctRotation(context, { siteId, idempotencyKey, reason, correction: correctionOf(input) }));
  },
});

const fields = {
  RotationChanged: {
    floor: async ({ siteId }: RotationChanged, _: unknown, context: Context) =>
      (await findFloor(siteId, context)) ?? notFound(),
    explanation: ({ explanationId }: RotationChanged, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, explanationId),
  },
  Floor: {
    site: ({ siteId }: Floor) => ({ id: siteId }),
    order: ({ order }: Floor) => order.map(staff),
    waiting: ({ waiting }: Floor) => waiting.map(staff),
    unprepared: ({ unprepared }: Floor) => unprepared.map(staff),
    suspended: ({ suspended }: Floor) => suspended.map(staff),
    makeUpsDue: ({ makeUps }: Floor) => makeUps,
    lunchDesk: ({ lunchDesk }: Floor) => lunchDesk.map(staff),
    phoneOrder: ({ phoneOrder }: Floor) => phoneOrder.map(staff),
  },
  NextTurn: {
    consultant: ({ consultantId }: { consultantId: string }) => staff(consultantId),
    madeUp: ({ turn }: { turn: { kind: string } }) => turn.kind === 'makeUp',
  },
  FloorReception: { consultant: ({ consultantId }: { consultantId: string }) => staff(consultantId) },
  Absence: { consultant: ({ consultantId }: { consultantId: string }) => staff(consultantId) },
  MakeUp: { consultant: ({ consultantId }: { consultantId: string }) => staff(consultantId) },
  RotationLogEntry: {
    id: ({ entryNo }: LogRow) => String(entryNo),
    consultant: ({ consultantId }: LogRow) => consultantId && staff(consultantId),
    explanation: ({ explanationId }: LogRow, _: unknown, { loaders }: Context) => explanationOf(loaders, explanationId),
  },
  AwayReason: {
    OFFICIAL_BUSINESS: 'officialBusiness',
    SCHEDULED_MEAL: 'scheduledMeal',
    PRIVATE: 'private',
    WAIVED: 'waived',
  },
  AbsenceReason: {
    OFFICIAL_BUSINESS: 'officialBusiness',
    SCHEDULED_MEAL: 'scheduledMeal',
    PRIVATE: 'private',
    WAIVED: 'waived',
    SUSPENDED: 'suspended',
  },
  MakeUpReason: {
    OFFICIAL_BUSINESS: 'officialBusiness',
    SCHEDULED_MEAL: 'scheduledMeal',
    TOUR_GROUP: 'tourGroup',
    MANAGER_GRANT: 'managerGrant',
    TURN_RETURNED: 'turnReturned',
    STAND_IN: 'standIn',
  },
};

const staff = (id: string) => ({ __typename: 'Staff', id });

const findFloor = async (siteId: string, { db, viewer, now }: Context): Promise<Floor | null> =>
  isUuid(siteId) ? db.read((tx) => floorOf(tx, viewer, { siteId, now })) : null;

const notFound = (): never => {
  throw new NotFound();
};

const toGraph = (answer: CommandResult<RotationChanged>) => toGraphResult('RotationChanged', answer);

const correctionOf = ({ order, grantMakeUpTo, cancelTurnOf }: CorrectionInput): Correction => {
  const asked: Correction[] = [];
  if (order) asked.push({ kind: 'reorder', order });
  if (grantMakeUpTo) asked.push({ kind: 'grantMakeUp', consultantId: grantMakeUpTo });
  if (cancelTurnOf) asked.push({ kind: 'cancelTurn', consultantId: cancelTurnOf });
  const [one] = asked;
  if (one === undefined || asked.length !== 1)
    throw new BadInput(text('每次只能提交一项更正。', 'Ask for exactly one correction.'));
  return one;
};

const entryNumber = (key: unknown): number => {
  if (!Number.isSafeInteger(key)) throw new BadInput(text('页码标记无效。', 'The cursor is not valid.'), 'after');
  return key as number;
};
