import type { Permission } from '@shouwen/access';
import type { RuleId } from '@shouwen/kernel';
import type { GrantAct } from '../grants/index.ts';

/** Who looks at a request, one after the other. */
export type Step = 'stamp' | 'review' | 'classified' | 'lend' | 'supervise' | 'copy' | 'direct';

export type StepSpec = {
  /** One of them is needed, at the site where the archive is; for the stamp at the desk of whoever asks. */
  readonly permissions: readonly Permission[];
  /** The head of the requester's department, and of no other. */
  readonly sameDepartment: boolean;
};

const step = (...permissions: Permission[]): StepSpec => ({ permissions, sameDepartment: false });

export const steps: Readonly<Record<Step, StepSpec>> = {
  stamp: { ...step('request.stamp'), sameDepartment: true },
  review: step('request.review'),
  classified: step('request.reviewClassified'),
  lend: step('request.lend'),
  supervise: step('request.supervise'),
  copy: step('request.supervise', 'request.direct'),
  direct: step('request.direct'),
};

export type RequestKind =
  | ('view' | 'view-outsider' | 'borrow' | 'copy' | 'carry')
  | ('disclose' | 'export' | 'statistics');

/** What decides who has to approve. */
export type PlanFacts = {
  /** Whether a confidential or top-secret file is among what is asked for. */
  readonly classified: boolean;
  /** Parameter `view.approver`. */
  readonly viewApprover: string;
};

/** What one kind of request asks, who approves it, and what it then allows. A further kind is a further line of `requestKinds`. */
export type KindSpec = {
  readonly rule: RuleId;
  readonly plan: (facts: PlanFacts) => readonly Step[];
  readonly acts: readonly GrantAct[];
  /** Good for one act; the others until their end. */
  readonly oneTime: boolean;
  /** Asks for fields of the client's record too, not for files alone. */
  readonly fields: boolean;
  readonly asks: readonly (
    | ('pages' | 'copies' | 'loanDays' | 'carrierId' | 'safeguards' | 'outsider')
    | ('recipient' | 'scope')
  )[];
  /** The parameter that says for how many days at most it is granted. */
  readonly longest?: 'statistics.mostDays';
};

const asViewed = ({ classified, viewApprover }: PlanFacts): Step[] => {
  if (viewApprover === 'generalManager') return ['stamp', 'direct'];
  return classified ? ['stamp', 'review', 'classified'] : ['stamp', 'review'];
};

/**
 * Whoever borrows reads: a classified file needs whoever lets it be viewed, too (CR-4.02). Last, so that a file that becomes classified
 * on the way adds a step and takes none away.
 */
const asBorrowed = ({ classified, viewApprover }: PlanFacts): Step[] => {
  if (!classified) return ['stamp', 'lend'];
  return ['stamp', 'lend', viewApprover === 'generalManager' ? 'direct' : 'classified'];
};

/** Two persons always; where the general manager approves every archive, in the place of the client-service manager. */
const asDisclosed = ({ viewApprover }: PlanFacts): Step[] => [
  'supervise',
  viewApprover === 'generalManager' ? 'direct' : 'classified',
];

export const requestKinds: Readonly<Record<RequestKind, KindSpec>> = {
  view: { rule: 'CR-4.01', plan: asViewed, acts: ['view'], oneTime: false, fields: true, asks: [] },
  'view-outsider': {
    rule: 'CR-4.03',
    plan: ({ classified }) => [classified ? 'classified' : 'review'],
    ...{ acts: ['view'], oneTime: false, fields: false, asks: ['outsider'] },
  },
  borrow: {
    rule: 'CR-4.04',
    plan: asBorrowed,
    ...{ acts: ['borrow'], oneTime: true, fields: false, asks: ['copies', 'loanDays'] },
  },
  copy: { rule: 'CR-4.06', plan: () => ['copy'], acts: ['copy'], oneTime: true, fields: false, asks: ['pages'] },
  carry: {
    rule: 'CR-4.07',
    plan: () => ['supervise'],
    ...{ acts: ['carry'], oneTime: true, fields: false, asks: ['carrierId', 'safeguards'] },
  },
  disclose: {
    rule: 'CR-4.08',
    plan: asDisclosed,
    ...{ acts: ['disclose'], oneTime: true, fields: true, asks: ['recipient'] },
  },
  export: {
    rule: 'CR-4.08',
    plan: asDisclosed,
    ...{ acts: ['export'], oneTime: true, fields: false, asks: ['recipient', 'scope'] },
  },
  statistics: {
    rule: 'CR-4.09',
    plan: () => ['classified', 'direct'],
    ...{ acts: ['view'], oneTime: false, fields: false, asks: ['scope'], longest: 'statistics.mostDays' },
  },
};

/** The rule that a step of a kind follows from: whoever views or borrows a classified file needs whom CR-4.02 names. */
export const ruleOfStep = (kind: RequestKind, step: Step): RuleId =>
  step === 'classified' && (kind === 'view' || kind === 'borrow') ? 'CR-4.02' : requestKinds[kind].rule;
