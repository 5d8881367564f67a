import type { Refusal, Requirement, RuleId } from '@shouwen/kernel';
import { isSuspended } from '../../rotation/index.ts';
import { handsOf } from '../hands.ts';
import { isOldClient, type ReplacementFacts } from './replacement.ts';
import * as say from './replacementTexts.ts';

export type ReplacementRefusal = Refusal<
  | 'NOBODY_RECEIVED'
  | 'RECEPTION_ENDED'
  | 'REASON_MISSING'
  | 'APPROVER_INVOLVED'
  | 'NOT_A_CONSULTANT_HERE'
  | 'SAME_CONSULTANT'
  | 'CONSULTANT_SUSPENDED'
  | 'NOT_SUSPENDED'
  | 'CONSULTANT_NOT_FREE'
  | 'NO_CONSULTANT'
  | 'DESIGNATION_OFF'
  | 'REPLACEMENT_REFUSED'
  | 'NO_PRIORITY_TURN'
>;

type ReplacementRule = Requirement<ReplacementFacts, ReplacementRefusal>;

/** The rule that a ground is about; an old client's wish is another matter than a new one's. */
export const ruleOf = ({ ground, visit }: Pick<ReplacementFacts, 'ground' | 'visit'>): RuleId => {
  switch (ground.kind) {
    case 'asksForAnother':
      return isOldClient(visit) ? 'SR-4.03' : 'SR-4.02';
    case 'rejects':
      return 'SR-4.05';
    case 'approachedOutside':
      return 'SR-7.02';
    case 'complaint':
      return 'SR-7.05';
    case 'suspended':
      return 'FI-3';
  }
};

/** Who should receive instead, where somebody is named. */
export const namedIn = ({ ground }: Pick<ReplacementFacts, 'ground'>): string | null =>
  'consultantId' in ground ? ground.consultantId : null;

/** SR-4.05: whether the consultant goes; an ordinary fault alone costs a fine. */
export const mustGo = ({ ground }: Pick<ReplacementFacts, 'ground'>): boolean =>
  ground.kind === 'rejects' && (ground.fault === 'serious' || ground.insists);

/** A refusal that any ground may meet, under the rule of this one. */
const about = (facts: ReplacementFacts, refusal: ReplacementRefusal): ReplacementRefusal => ({
  ...refusal,
  rule: ruleOf(facts),
});

const somebodyReceived: ReplacementRule = ({ visit }) => (visit.consultantId === null ? say.nobodyReceived : null);

const hasAReason: ReplacementRule = ({ reason }) =>
  reason.trim() !== '' && reason.length <= 500 ? null : say.reasonMissing;

/** OR-1.03: nobody decides a matter of their own. */
const decidedByAThird: ReplacementRule = (facts) => {
  const { visit, ground, managerId } = facts;
  const accomplice = ground.kind === 'approachedOutside' ? ground.accompliceId : null;
  const concerned = [visit.consultantId, visit.actingFor, namedIn(facts), accomplice];
  return concerned.includes(managerId) ? about(facts, say.managerInvolved) : null;
};

/** What a client asks for in mid-reception can be granted only then; misconduct may come to light afterwards. */
const stillGoingOn: ReplacementRule = ({ visit, ground }) => {
  const mayBeLate = ground.kind === 'approachedOutside' || ground.kind === 'complaint';
  return visit.status === 'ended' && !mayBeLate ? say.ended : null;
};

const allowedHere: ReplacementRule = (facts) => {
  const { ground, policy } = facts;
  const byRequest = ground.kind === 'asksForAnother' || ground.kind === 'rejects';
  return byRequest && !policy.params['designation.enabled'] ? say.switchedOff(ruleOf(facts)) : null;
};

const consultantsOfTheSite: ReplacementRule = (facts) => {
  const { ground, cycle } = facts;
  const accomplice = ground.kind === 'approachedOutside' ? ground.accompliceId : null;
  return [namedIn(facts), accomplice].every((one) => one === null || cycle.includes(one))
    ? null
    : about(facts, say.notHere);
};

const somebodyElse: ReplacementRule = (facts) =>
  namedIn(facts) !== null && namedIn(facts) === facts.visit.consultantId ? about(facts, say.sameConsultant) : null;

const notSuspendedOnes: ReplacementRule = (facts) => {
  const named = namedIn(facts);
  if (named !== null && isSuspended(facts.rotation, named)) return say.suspended;
  const { ground, visit, rotation } = facts;
  if (ground.kind !== 'suspended' || visit.consultantId === null) return null;
  return isSuspended(rotation, visit.consultantId) ? null : say.notSuspended;
};

/** SR-1.06: whoever takes over a reception that goes on must have their hands free. */
const handsFree: ReplacementRule = (facts) => {
  const named = namedIn(facts);
  if (named === null || facts.visit.status === 'ended') return null;
  return handsOf(facts).of(named) === 'free' ? null : say.notFree;
};

const notInPrinciple: ReplacementRule = (facts) => {
  const { ground } = facts;
  const refused =
    (ground.kind === 'asksForAnother' && !ground.insists) ||
    (ground.kind === 'rejects' && ground.fault === 'none' && !ground.insists);
  return refused ? say.refusedInPrinciple(ruleOf(facts)) : null;
};

/** SR-4.05: only a turn that was lost can come back, and by default not after a serious fault. */
const priorityTurnAllowed: ReplacementRule = (facts) => {
  const { ground, visit, policy } = facts;
  if (ground.kind !== 'rejects' || !ground.priorityTurn) return null;
  const after = policy.params['makeUp.afterReplacement'];
  const granted = policy.params['makeUp.reasons'].includes('managerGrant');
  const allowed =
    granted && (after === 'always' || (after === 'not-after-serious-fault' && ground.fault !== 'serious'));
  return allowed && mustGo(facts) && visit.turn?.of === visit.consultantId ? null : say.noPriorityTurn;
};

/** In the order in which they are asked; the first that does not hold refuses. */
export const replacementRules: readonly ReplacementRule[] = [
  somebodyReceived,
  hasAReason,
  decidedByAThird,
  stillGoingOn,
  consultantsOfTheSite,
  somebodyElse,
  allowedHere,
  notInPrinciple,
  priorityTurnAllowed,
  notSuspendedOnes,
  handsFree,
];
