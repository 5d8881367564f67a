import {
  accepted,
  type Decision,
  firstRefusal,
  type Refusal,
  type Requirement,
  refused,
  text,
  unreachable,
} from '@shouwen/kernel';
import { notOpen } from './closeRotation.decision.ts';
import { type FloorFacts, floorReasoning, isOpenToday } from './floorFacts.ts';
import { isSuspended, occupantOf } from './rotation.ts';
import type { RotationEvent } from './rotationEvents.ts';

/** What a manager may put right. Nothing is rewritten: each is a new entry with reason and signature (SR-1.11). */
export type Correction =
  | { readonly kind: 'reorder'; readonly order: readonly string[] }
  | { readonly kind: 'grantMakeUp'; readonly consultantId: string }
  /** SR-1.10: the one at the head fails the check of dress, kit or unit list. */
  | { readonly kind: 'cancelTurn'; readonly consultantId: string };

export type CorrectionFacts = FloorFacts & {
  readonly correction: Correction;
  readonly reason: string;
  readonly managerId: string;
};

export type CorrectionRefusal = Refusal<
  | 'ROTATION_NOT_OPEN'
  | 'REASON_MISSING'
  | 'NOT_IN_ROTATION'
  | 'NOT_AT_THE_HEAD'
  | 'ORDER_INCOMPLETE'
  | 'SWAP_PENDING'
  | 'APPROVER_INVOLVED'
  | 'MAKE_UP_NOT_ALLOWED'
  | 'CONSULTANT_SUSPENDED'
>;

/** SR-1.11: a signed correction of the rotation. */
export const decideCorrection = (facts: CorrectionFacts): Decision<RotationEvent, CorrectionRefusal> => {
  const { correction, reason, managerId } = facts;
  const because = floorReasoning(facts).apply('SR-1.11').fact('reason', reason).fact('signedBy', managerId);
  const refusal = firstRefusal(correctionRules, facts);
  if (refusal) return refused(refusal, because.explain(refusal.code, refusal.message));
  if (correction.kind === 'grantMakeUp') because.apply('SR-1.04');
  if (correction.kind === 'cancelTurn') because.apply('SR-1.10', 'SR-1.02');
  return accepted([correctionEvent(facts)], because.explain('CORRECTED', correctedText));
};

const correctionEvent = ({ correction, reason, managerId, at }: CorrectionFacts): RotationEvent => {
  switch (correction.kind) {
    case 'reorder':
      return { type: 'OrderCorrected', order: correction.order, signedBy: managerId, reason, at };
    case 'grantMakeUp':
      return { type: 'MakeUpGranted', consultantId: correction.consultantId, signedBy: managerId, reason, at };
    case 'cancelTurn': {
      const { consultantId } = correction;
      return { type: 'TurnSkipped', place: consultantId, consultantId, reason: 'notPrepared', makeUp: null, at };
    }
    default:
      return unreachable(correction);
  }
};

export type SwapFacts = FloorFacts & { readonly first: string; readonly second: string; readonly managerId: string };

/** SR-1.05: the manager lets two consultants exchange their positions, for that turn alone. */
export const decideSwap = (facts: SwapFacts): Decision<RotationEvent, CorrectionRefusal> => {
  const { first, second, managerId, at } = facts;
  const because = floorReasoning(facts).apply('SR-1.05').fact('first', first).fact('second', second);
  because.fact('approvedBy', managerId, at);
  const refusal = firstRefusal(swapRules, facts);
  if (refusal) return refused(refusal, because.explain(refusal.code, refusal.message));
  const approved: RotationEvent = { type: 'SwapApproved', first, second, approvedBy: managerId, at };
  return accepted([approved], because.explain('SWAP_APPROVED', swappedText));
};

type SwapRule = Requirement<SwapFacts, CorrectionRefusal>;

const bothOf = ({ first, second }: SwapFacts): readonly string[] => [first, second];

const dayIsOpen: SwapRule = (facts) => (isOpenToday(facts) ? null : notOpen);

/** OR-1.03: nobody approves what they ask for themselves. */
const approvedByAThird: SwapRule = (facts) => (bothOf(facts).includes(facts.managerId) ? approverInvolved : null);

const twoOfTheRotation: SwapRule = (facts) =>
  facts.first !== facts.second && bothOf(facts).every((one) => facts.rotation.order.includes(one))
    ? null
    : notInRotation;

const noneSuspended: SwapRule = (facts) =>
  bothOf(facts).some((one) => isSuspended(facts.rotation, one)) ? suspendedNow : null;

const noneSwappedYet: SwapRule = (facts) =>
  facts.rotation.swaps.some(({ placeOf }) => bothOf(facts).includes(placeOf)) ? swapPending : null;

const swapRules = [dayIsOpen, approvedByAThird, twoOfTheRotation, noneSuspended, noneSwappedYet];

type CorrectionRule = Requirement<CorrectionFacts, CorrectionRefusal>;

const rotationIsOpen: CorrectionRule = (facts) => (isOpenToday(facts) ? null : notOpen);

const hasAReason: CorrectionRule = ({ reason }) =>
  reason.trim() !== ''
    ? null
    : { code: 'REASON_MISSING', rule: 'SR-1.11', message: text('更正须写明原因。', 'A correction needs a reason.') };

const concernsTheRotation: CorrectionRule = ({ correction, rotation }) => {
  if (correction.kind === 'reorder') return sameMembers(correction.order, rotation.order) ? null : orderIncomplete;
  return rotation.order.includes(correction.consultantId) ? null : notInRotation;
};

const onlyTheHeadHasATurnToCancel: CorrectionRule = ({ correction, rotation }) => {
  if (correction.kind !== 'cancelTurn') return null;
  const [head] = rotation.order;
  return head === correction.consultantId && occupantOf(rotation, head) === head ? null : notAtTheHead;
};

/** OR-1.03: nobody grants themselves a turn. */
const grantsToOthers: CorrectionRule = ({ correction, managerId }) =>
  correction.kind === 'grantMakeUp' && correction.consultantId === managerId ? approverInvolved : null;

/** SR-1.04: where the site makes up no turns by grant, the manager grants none. */
const grantsAtAll: CorrectionRule = ({ correction, policy }) =>
  correction.kind !== 'grantMakeUp' || policy.params['makeUp.reasons'].includes('managerGrant') ? null : noGrants;

const correctionRules = [
  rotationIsOpen,
  hasAReason,
  concernsTheRotation,
  onlyTheHeadHasATurnToCancel,
  grantsToOthers,
  grantsAtAll,
];

const sameMembers = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && new Set(one).size === one.length && one.every((member) => other.includes(member));

const notInRotation: CorrectionRefusal = {
  code: 'NOT_IN_ROTATION',
  rule: 'SR-1.14',
  message: text('所列置业顾问不在今日轮排中。', "Somebody named does not take part in today's rotation."),
};
const orderIncomplete: CorrectionRefusal = {
  code: 'ORDER_INCOMPLETE',
  rule: 'SR-1.14',
  message: text('新顺序须恰好包含今日轮排的全部人员。', "The new order must name exactly those in today's rotation."),
};
const notAtTheHead: CorrectionRefusal = {
  code: 'NOT_AT_THE_HEAD',
  rule: 'SR-1.10',
  message: text('现在轮到的不是该置业顾问。', "It is not this consultant's turn now."),
};
const swapPending: CorrectionRefusal = {
  code: 'SWAP_PENDING',
  rule: 'SR-1.05',
  message: text('其中一人已有未用的换位。', 'One of them has a swap that is not used up yet.'),
};
const approverInvolved: CorrectionRefusal = {
  code: 'APPROVER_INVOLVED',
  rule: 'SR-1.05',
  message: text('批准人不得是当事人。', 'Whoever approves may not be one of those concerned.'),
};
const noGrants: CorrectionRefusal = {
  code: 'MAKE_UP_NOT_ALLOWED',
  rule: 'SR-1.04',
  message: text('本案场不设经理补轮。', 'At this site the manager grants no make-ups.'),
};
const suspendedNow: CorrectionRefusal = {
  code: 'CONSULTANT_SUSPENDED',
  rule: 'FI-3',
  message: text('其中一人正被停盘。', 'One of them is suspended.'),
};
const correctedText = text('轮排已更正，原记录保留。', 'The rotation is corrected; the earlier entries stay.');
const swappedText = text('经理批准换位，仅限本轮。', 'The manager approved the swap, for this turn alone.');
