import type { PolicyVersion, Refusal, Requirement } from '@shouwen/kernel';
import { text } from '@shouwen/kernel';
import type { RecordsPolicy } from '../../policies/index.ts';
import { type AccessRequest, partiesTo, type StepTaken, untilOf, waitingStates } from '../request.ts';
import { requestKinds, ruleOfStep, type Step } from '../requestKinds.ts';
import { carries, type Entitlement } from './entitlement.ts';

export type StepFacts = {
  readonly now: Date;
  readonly request: AccessRequest;
  /** What was done with it so far. */
  readonly taken: readonly StepTaken[];
  /** Whether it is known by now which files or fields are asked for. */
  readonly attached: boolean;
  readonly deciderId: string;
  /** All that the decider may decide, also as a deputy. */
  readonly entitlements: readonly Entitlement[];
  readonly verdict: 'approved' | 'refused';
  readonly reason: string | null;
  /** In force when it was submitted. */
  readonly policy: PolicyVersion<RecordsPolicy>;
};

export type StepCode =
  | 'REQUEST_NOT_WAITING'
  | 'REQUEST_OVER'
  | 'NOT_APPROVER'
  | 'OWN_REQUEST'
  | 'ALREADY_DECIDED'
  | 'REASON_MISSING'
  | 'NOTHING_ATTACHED';

type Rule = Requirement<StepFacts, Refusal<StepCode>>;

const stillWaiting: Rule = ({ request }) =>
  waitingStates.includes(request.state) && request.nextStep !== null
    ? null
    : {
        code: 'REQUEST_NOT_WAITING',
        rule: 'CR-4',
        message: text('该申请不在审批中。', 'The request does not wait for a decision.'),
      };

const inTime: Rule = ({ request, now }) => {
  const until = untilOf(request);
  return until !== null && now < until
    ? null
    : {
        code: 'REQUEST_OVER',
        rule: 'CR-4',
        message: text('申请的期限已过。', 'What was asked for is over by its own date.'),
      };
};

/** Nobody approves their own; not in another's name, nor by a deputy. */
const notOneself: Rule = (facts) => {
  const parties = partiesTo(facts.request);
  const acting = actingAs(facts);
  const own =
    parties.includes(facts.deciderId) ||
    (acting !== null && acting.forStaff !== null && parties.includes(acting.forStaff));
  return own
    ? {
        code: 'OWN_REQUEST',
        rule: 'CR-4',
        message: text('任何人不得审批本人的申请。', 'Nobody approves their own request.'),
      }
    : null;
};

const entitled: Rule = (facts) =>
  actingAs(facts) === null
    ? {
        code: 'NOT_APPROVER',
        rule: ruleAt(facts),
        message: text('此步骤不由您审批。', 'This step is not yours to decide.'),
      }
    : null;

/** A step each: whoever took one, or had it taken by a deputy, takes no other (I22). */
const anotherPerson: Rule = (facts) => {
  const before = new Set(facts.taken.flatMap(({ by, forStaff }) => [by, forStaff]));
  const acting = actingAs(facts)?.forStaff ?? null;
  return before.has(facts.deciderId) || (acting !== null && before.has(acting))
    ? {
        code: 'ALREADY_DECIDED',
        rule: 'CR-4',
        message: text('各级审批须由不同的人作出。', 'Each step is decided by another person.'),
      }
    : null;
};

const reasonGiven: Rule = ({ verdict, reason }) =>
  verdict === 'refused' && (reason === null || reason.trim().length < 4)
    ? {
        code: 'REASON_MISSING',
        rule: 'CR-4',
        message: text('驳回须说明理由（至少4个字）。', 'A refusal states its reason, in 4 characters at least.'),
      }
    : null;

const somethingAttached: Rule = (facts) =>
  facts.verdict === 'approved' && remainingAfter(facts).length === 0 && !facts.attached
    ? {
        code: 'NOTHING_ATTACHED',
        rule: 'CR-4',
        message: text('尚未确定所申请的档案。', 'It is not known yet which file is asked for.'),
      }
    : null;

export const stepRules: readonly Rule[] = [
  stillWaiting,
  inTime,
  entitled,
  notOneself,
  anotherPerson,
  reasonGiven,
  somethingAttached,
];

/** The ground on which the decider acts: their own before a deputy's. */
export const actingAs = ({ request, entitlements, now }: StepFacts): Entitlement | null => {
  const step = request.nextStep;
  if (step === null) return null;
  const grounds = entitlements.filter((one) => carries(one, { step, facts: request, now }));
  const own = grounds.find(({ forStaff }) => forStaff === null);
  const inPlaceOf = grounds.find(({ forStaff }) => forStaff !== null && !partiesTo(request).includes(forStaff));
  return own ?? inPlaceOf ?? grounds[0] ?? null;
};

const ruleAt = ({ request: { kind, nextStep } }: StepFacts) =>
  nextStep === null ? requestKinds[kind].rule : ruleOfStep(kind, nextStep);

/** What is left of the plan after this step. */
export const remainingAfter = ({ request }: StepFacts): readonly Step[] =>
  request.nextStep === null ? [] : request.plan.slice(request.plan.indexOf(request.nextStep) + 1);
