import { accepted, type Decision, firstRefusal, type Reasoning, refused, unreachable } from '@shouwen/kernel';
import { floorReasoning, type RotationEvent } from '../../rotation/index.ts';
import { anotherForOldClient, anotherStandIn, designated, type Plan } from './designation.ts';
import {
  claimantOfVisit,
  type GroundOf,
  isOldClient,
  type ReplacementConsequence,
  type ReplacementEvent,
  type ReplacementFacts,
} from './replacement.ts';
import { mustGo, namedIn, type ReplacementRefusal, replacementRules, ruleOf } from './replacementRules.ts';
import * as say from './replacementTexts.ts';
import { nextInLine, standingIn, takenOver } from './takeOver.ts';

/** SR-4.02, SR-4.03, SR-4.05, SR-7.02, SR-7.05, FI-3: a visitor should have another consultant, and the manager decides. */
export const decideReplacement = (facts: ReplacementFacts): Decision<ReplacementEvent, ReplacementRefusal> => {
  const { visit, ground, managerId, at } = facts;
  const rule = ruleOf(facts);
  const because = floorReasoning(facts)
    .apply(rule)
    .fact('ground', ground.kind)
    .fact('reason', facts.reason)
    .fact('consultant', visit.consultantId, visit.arrivedAt)
    .fact('standsInFor', visit.actingFor)
    .fact('named', namedIn(facts))
    .fact('decidedBy', managerId, at);
  const no = (refusal: ReplacementRefusal) => refused(refusal, because.explain(refusal.code, refusal.message));
  const refusal = firstRefusal(replacementRules, facts);
  if (refusal) return no(refusal);
  const plan = planFor(facts, because);
  if (!plan) return no(say.nobodyElse);
  const { successor, consequences, outcome, summary } = plan;
  if (successor) because.fact('takenOverBy', successor.consultantId, at).fact('held', successor.held);
  return accepted([...floorEvents(facts, plan), ...consequences], because.explain(outcome, summary));
};

const planFor = (facts: ReplacementFacts, because: Reasoning): Plan | null => {
  const { ground } = facts;
  switch (ground.kind) {
    case 'asksForAnother':
      return isOldClient(facts.visit) ? anotherForOldClient(facts, ground) : designated(facts, ground, because);
    case 'rejects':
      return rejected(facts, ground, because);
    case 'approachedOutside':
    case 'complaint':
      return assigned(facts, ground);
    case 'suspended':
      return instead(facts, because);
    default:
      return unreachable(ground);
  }
};

/** SR-4.05: an ordinary fault is recorded and the consultant goes on; a serious one, or a client who insists: the next takes over. */
const rejected = (facts: ReplacementFacts, ground: GroundOf<'rejects'>, because: Reasoning): Plan | null => {
  const { fault, insists, priorityTurn } = ground;
  because.fact('fault', fault).fact('clientInsists', insists).fact('priorityTurn', priorityTurn);
  const receiver = facts.visit.consultantId as string;
  const violation: ReplacementConsequence = {
    type: 'ViolationFound',
    staffId: receiver,
    code: null,
    grave: fault === 'serious',
    reason: 'rejected-by-client',
    rules: ['SR-4.05'],
  };
  const found = fault === 'none' ? [] : [violation];
  if (!mustGo(facts)) return { outcome: 'CONTINUES', summary: say.continues, successor: null, consequences: found };
  if (facts.visit.actingFor !== null) {
    const plan = anotherStandIn(facts, because);
    return plan && { ...plan, consequences: [...found, ...plan.consequences] };
  }
  const successor = nextInLine(facts);
  if (!successor) return null;
  if (successor.turn) because.apply('SR-1.02', 'SR-1.20');
  if (priorityTurn) because.apply('SR-1.04');
  const moved = claimMoved(facts, successor.consultantId, 'replaced');
  return { outcome: 'REPLACED', summary: say.replaced, successor, consequences: [...found, moved] };
};

/** SR-7.02, SR-7.05: the manager assigns the client to another, for good. */
const assigned = (facts: ReplacementFacts, ground: GroundOf<'approachedOutside' | 'complaint'>): Plan => {
  const { visit } = facts;
  const { consultantId } = ground;
  const moved = claimMoved(facts, consultantId, 'transferred');
  const consequences: ReplacementConsequence[] =
    ground.kind === 'complaint' ? [moved] : [...outside(visit, ground), moved];
  const successor = standingIn(facts, consultantId, null);
  return visit.status === 'ended'
    ? { outcome: 'REASSIGNED', summary: say.assignedAfter, successor, consequences }
    : { outcome: 'REPLACED', summary: say.assigned, successor, consequences };
};

/** V-52 is whose client was approached, and the colleague who did it for them. */
const outside = (
  { consultantId }: ReplacementFacts['visit'],
  { accompliceId }: GroundOf<'approachedOutside'>,
): ReplacementConsequence[] =>
  [consultantId, accompliceId].flatMap((staffId): ReplacementConsequence[] =>
    staffId === null
      ? []
      : [
          {
            type: 'ViolationFound',
            staffId,
            code: 'V-52',
            grave: false,
            reason: 'outside-the-door',
            rules: ['SR-7.02'],
          },
        ],
  );

/** An old client, or whoever is a colleague's, stays so and is received by a stand-in; a new one goes to the next in the rotation. */
const instead = (facts: ReplacementFacts, because: Reasoning): Plan | null => {
  if (isOldClient(facts.visit) || facts.visit.actingFor !== null) return anotherStandIn(facts, because);
  const successor = nextInLine(facts);
  if (!successor) return null;
  if (successor.turn) because.apply('SR-1.02');
  const moved = claimMoved(facts, successor.consultantId, 'transferred');
  return { outcome: 'REPLACED', summary: say.forSuspended, successor, consequences: [moved] };
};

const claimMoved = (
  facts: ReplacementFacts,
  to: string,
  reason: 'replaced' | 'transferred',
): ReplacementConsequence => ({
  type: 'ClaimMoved',
  from: claimantOfVisit(facts.visit) as string,
  to,
  reason,
  rules: [ruleOf(facts)],
});

/** SR-4.05: the reception counts as a skipped turn of the first; what it used up is lost unless the manager grants another. */
const forfeited = (facts: ReplacementFacts): RotationEvent[] => {
  const { visit, ground, at } = facts;
  if (!mustGo(facts) || visit.turn === null || visit.turn.of !== visit.consultantId) return [];
  const makeUp = ground.kind === 'rejects' && ground.priorityTurn ? ('managerGrant' as const) : null;
  return [{ type: 'TurnForfeited', consultantId: visit.turn.of, visitId: visit.visitId, makeUp, at }];
};

const floorEvents = (facts: ReplacementFacts, { successor, outcome, consequences }: Plan): ReplacementEvent[] => {
  const { visit, at } = facts;
  if (!successor || visit.consultantId === null) return [];
  const { visitId } = visit;
  const divided = consequences.find((one) => one.type === 'ClaimDivided');
  // With the consultant the visit has lost what was decided before; a share for one alone is none.
  const isShared = divided !== undefined && divided.sharing.shares.length > 1;
  const sharing: ReplacementEvent[] = isShared ? [{ type: 'VisitShared', visitId, sharing: divided.sharing, at }] : [];
  if (outcome === 'REASSIGNED')
    return [{ type: 'VisitReassigned', visitId, receiverId: visit.consultantId, to: successor.consultantId, at }];
  return [...forfeited(facts), ...takenOver(facts, successor), ...sharing];
};
