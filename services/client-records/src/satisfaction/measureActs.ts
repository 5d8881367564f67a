import {
  actorOf,
  appendAudit,
  type CommandResult,
  can,
  demandStaff,
  done,
  keepAct,
  NotFound,
  refusedWith,
  runCommand,
} from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { addDays, endOfDay, isUuid, siteDate } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { explainStep, mayCheck, mayFinish, mayPlan, measureReasons } from './measure.decision.ts';
import type { Measure, MeasureRefusal } from './measure.ts';
import { seenMeasures } from './measureQueries.ts';
import { changeMeasure, insertStep, type MeasureChange } from './measureStore.ts';

export type MeasureDone = { readonly measureId: string };
type OnMeasure = { readonly idempotencyKey: string; readonly measureId: string };
export type PlanMeasure = OnMeasure & { readonly what: string; readonly ownerId: string; readonly dueOn: string };
export type CheckMeasure = OnMeasure & { readonly passed: boolean; readonly dueOn: string | null };

type Facts = { readonly measure: Measure; readonly now: Date; readonly today: string; readonly by: string };
type Next = Omit<MeasureChange, 'explanationId'>;
type Step = {
  readonly name: string;
  /** Whether only whoever runs the surveys of the site may do it. */
  readonly managed: boolean;
  readonly step: 'planned' | 'done' | 'passed' | 'failed';
  readonly may: (facts: Facts) => MeasureRefusal | null;
  readonly next: (facts: Facts) => Next;
};

/** The latest date a measure may have. */
const yearAhead = (today: string): string => addDays(today, 365);

/** CR-7.03: what is done about it, by whom, until when. Needs `survey.manage` at the site. @throws NotFound */
export const planMeasure = (context: BareContext, input: PlanMeasure): Promise<CommandResult<MeasureDone>> =>
  takeStep(context, input, {
    ...{ name: 'planMeasure', managed: true, step: 'planned' },
    may: (facts) => mayPlan(facts, { ...input, latest: yearAhead(facts.today) }),
    next: () => ({ state: 'planned', what: input.what.trim(), ownerId: input.ownerId, dueAt: endOfDay(input.dueOn) }),
  });

/** CR-7.03: its owner says that it is done. @throws NotFound for who may not know of it */
export const finishMeasure = (context: BareContext, input: OnMeasure): Promise<CommandResult<MeasureDone>> =>
  takeStep(context, input, {
    ...{ name: 'finishMeasure', managed: false, step: 'done', may: mayFinish },
    next: ({ by }) => ({ state: 'done', doneBy: by }),
  });

/** CR-7.03: another looks whether it helped. Needs `survey.manage` at the site. @throws NotFound */
export const checkMeasure = (context: BareContext, input: CheckMeasure): Promise<CommandResult<MeasureDone>> =>
  takeStep(context, input, {
    ...{ name: 'checkMeasure', managed: true, step: input.passed ? 'passed' : 'failed' },
    may: (facts) => mayCheck(facts, { ...input, latest: yearAhead(facts.today) }),
    next: ({ by }) =>
      input.dueOn === null
        ? { state: 'closed', checkedBy: by }
        : { state: 'planned', dueAt: endOfDay(input.dueOn), doneBy: null },
  });

const takeStep = async <Input extends OnMeasure>(
  context: BareContext,
  { idempotencyKey, ...input }: Input,
  step: Step,
): Promise<CommandResult<MeasureDone>> => {
  const { staffId: by } = demandStaff(context.viewer);
  await demandSeen(context, input.measureId, step);
  const { now } = context;
  return runCommand({ ...context, name: step.name, idempotencyKey, input }, async (tx) => {
    const measure = await measureFor(tx, context, input.measureId, step);
    if (!measure) throw new NotFound();
    const facts = { measure, now, today: siteDate(now), by };
    const refusal = step.may(facts);
    if (refusal) return refusedWith(refusal, measureReasons(facts).explain('REFUSED', refusal.message));
    const { measureId, siteId } = measure;
    const explanation = explainStep(facts, step.step);
    const subject = { type: 'SurveyMeasure', id: measureId };
    await insertStep(tx, {
      stepId: context.newId(),
      measureId,
      siteId,
      step: step.step,
      at: now,
      by: actorOf(context.viewer),
    });
    const explanationId = await keepAct(tx, context, { action: `survey.${step.name}`, siteId, subject, explanation });
    await changeMeasure(tx, measure, { ...step.next(facts), explanationId });
    return done({ measureId });
  });
};

const measureFor = async (tx: Tx, { viewer }: BareContext, id: string, { managed }: Step): Promise<Measure | null> => {
  const [measure] = await seenMeasures(tx, viewer, [id].filter(isUuid));
  if (!measure || (managed && !can(viewer, 'survey.manage', measure.siteId))) return null;
  return measure;
};

/** Traces the attempt of somebody who may not. @throws NotFound */
const demandSeen = async (context: BareContext, measureId: string, step: Step): Promise<void> => {
  if (await context.db.read((tx) => measureFor(tx, context, measureId, step))) return;
  const { now: at, viewer: actor, requestId } = context;
  const resource = { type: 'SurveyMeasure', id: isUuid(measureId) ? measureId : 'none' };
  const action = `survey.${step.name}`;
  await context.db.transaction((tx) =>
    appendAudit(tx, { at, actor, siteId: null, action, resource, decision: 'refused', requestId }),
  );
  throw new NotFound();
};
