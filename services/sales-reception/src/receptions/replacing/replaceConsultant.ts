import { appendAudit, type CommandResult, demand, demandStaff, done, refusedWith } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { Accepted, Explanation } from '@shouwen/kernel';
import { recordViolation } from '../../conduct/index.ts';
import { type Claim, type Standing, splitClaim, standingFor, transferClaim } from '../../ownership/index.ts';
import { consultantsOf } from '../../projections/index.ts';
import { type LockedFloor, lockFloor, type ReceptionContext, type RotationEvent } from '../../rotation/index.ts';
import { runAtVisit, visitFor } from '../endReception.ts';
import { keepReception } from '../keepReception.ts';
import type { Visit, VisitEvent } from '../visit.ts';
import { nextHeldFor } from '../visitStore.ts';
import { decideReplacement } from './replaceConsultant.decision.ts';
import type { Ground, ReplacementConsequence, ReplacementEvent, ReplacementOutcome } from './replacement.ts';

export type ReplaceConsultant = {
  readonly idempotencyKey: string;
  readonly visitId: string;
  readonly ground: Ground;
  readonly reason: string;
};

export type ConsultantReplaced = {
  readonly visitId: string;
  readonly outcome: ReplacementOutcome;
  readonly explanationId: string;
};

/** SR-4.02 to SR-4.05, SR-7.02, SR-7.05: the manager decides whether, and by whom, a consultant is replaced. */
export const replaceConsultant = (
  context: ReceptionContext,
  input: ReplaceConsultant,
): Promise<CommandResult<ConsultantReplaced>> =>
  runAtVisit(context, { name: 'replaceConsultant', input }, (tx) => replaceIn(tx, context, input));

const replaceIn = async (
  tx: Tx,
  context: ReceptionContext,
  { visitId, ground, reason }: ReplaceConsultant,
): Promise<CommandResult<ConsultantReplaced>> => {
  const { viewer, now, newId } = context;
  const { siteId } = await visitFor(tx, viewer, visitId);
  demand(viewer, 'rotation.correct', siteId);
  demand(viewer, 'claim.manage', siteId);
  const { staffId: managerId } = demandStaff(viewer);
  const floor = await lockFloor(tx, siteId, now);
  const visit = await visitFor(tx, viewer, visitId);
  const cycle = await consultantsOf(tx, siteId, floor.facts.date);
  const nextHeld = await nextHeldFor(tx, visit.consultantId);
  const decision = decideReplacement({ ...floor.facts, visit, ground, reason, managerId, cycle, nextHeld });
  if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
  const explanationId = newId();
  await keepOnFloor(tx, context, { floor, decision, explanationId, visitId });
  const { explanation } = decision;
  for (const event of decision.events)
    if (isConsequence(event)) await carryOut(tx, context, { visit, event, explanation });
  const resource = { type: 'visit', id: visitId };
  const action = `reception.replace.${ground.kind}`;
  await appendAudit(tx, { at: now, actor: viewer, siteId, action, resource, decision: 'allowed' });
  return done({ visitId, outcome: explanation.outcome as ReplacementOutcome, explanationId });
};

type OnFloor = {
  readonly floor: LockedFloor;
  readonly decision: Accepted<ReplacementEvent>;
  readonly explanationId: string;
  readonly visitId: string;
};

const keepOnFloor = (tx: Tx, context: ReceptionContext, { floor, decision, explanationId, visitId }: OnFloor) => {
  const events = decision.events.filter((one): one is VisitEvent | RotationEvent => !isConsequence(one));
  const subject = { type: 'Visit', id: visitId } as const;
  return keepReception(tx, context, { floor, decision: { ...decision, events }, explanationId, subject });
};

const consequences: Readonly<Record<ReplacementConsequence['type'], true>> = {
  ClaimDivided: true,
  ClaimMoved: true,
  ViolationFound: true,
};

const isConsequence = (event: ReplacementEvent): event is ReplacementConsequence => event.type in consequences;

type Consequence = {
  readonly visit: Visit;
  readonly event: ReplacementConsequence;
  readonly explanation: Explanation;
};

const carryOut = (tx: Tx, context: ReceptionContext, { visit, event, explanation }: Consequence): Promise<unknown> =>
  event.type === 'ViolationFound'
    ? report(tx, context, visit, event)
    : changeClaim(tx, context, { visit, event, explanation });

const report = (
  tx: Tx,
  { now: at, newId, viewer }: ReceptionContext,
  { visitId, siteId }: Visit,
  { type: _type, ...found }: Extract<ReplacementConsequence, { type: 'ViolationFound' }>,
) => {
  const subject = { type: 'visit', id: visitId };
  const reportedBy = demandStaff(viewer).staffId;
  return recordViolation(tx, { ...found, siteId, subject, dealId: null, occurredAt: at, at, reportedBy, newId });
};

/** A visit that is not registered yet has opened no claim: its registration will open the right one, by what the visit says. */
const changeClaim = async (
  tx: Tx,
  { now, newId }: ReceptionContext,
  {
    visit,
    event,
    explanation,
  }: Consequence & { readonly event: Exclude<ReplacementConsequence, { type: 'ViolationFound' }> },
): Promise<unknown> => {
  const { siteId, clientId, visitId } = visit;
  if (clientId === null) return;
  const standing = await standingFor(tx, { siteId, clientId, now });
  const claim = claimIn(standing);
  const change = { siteId, clientId, explanation, at: now, newId };
  if (event.type === 'ClaimDivided')
    return claim?.sourceId === visitId ? splitClaim(tx, { ...change, heldAt: now, sharing: event.sharing }) : null;
  const owner = standing.kind === 'BUYER' ? standing.consultantId : claim?.consultantId;
  if (owner !== event.from) return;
  const { to, reason, rules } = event;
  return transferClaim(tx, { ...change, to, reason, rules, sourceId: visitId, window: 'kept', sharing: null });
};

const claimIn = (standing: Standing): Claim | null => {
  if (standing.kind === 'NEW') return standing.unconfirmed;
  return standing.kind === 'OWNED' ? standing.claim : null;
};
