import {
  accepted,
  type Decision,
  type Explanation,
  firstRefusal,
  type Refusal,
  type Requirement,
  reasoning,
  refused,
  type Text,
  text,
} from '@shouwen/kernel';
import type { Duty, RightsKind, RightsRequest, RightsState } from './rightsRequest.ts';

/** What somebody does with a request. */
export type RightsStep = 'deliver' | 'correct' | 'withdraw' | 'refuse' | 'propose' | 'approve' | 'reject';

type Way = { readonly kinds: readonly RightsKind[]; readonly from: RightsState; readonly to: RightsState };

/** The whole machine: what may be done with which request, and what it is then. An approval with a duty to keep freezes instead. */
export const ways: Readonly<Record<RightsStep, Way>> = {
  deliver: { kinds: ['copy'], from: 'registered', to: 'done' },
  correct: { kinds: ['correction'], from: 'registered', to: 'done' },
  withdraw: { kinds: ['withdrawal'], from: 'registered', to: 'done' },
  refuse: { kinds: ['copy', 'correction', 'withdrawal', 'deletion'], from: 'registered', to: 'refused' },
  propose: { kinds: ['deletion'], from: 'registered', to: 'proposed' },
  approve: { kinds: ['deletion'], from: 'proposed', to: 'approved' },
  reject: { kinds: ['deletion'], from: 'proposed', to: 'refused' },
};

export type RightsRefusal = Refusal<
  | 'RIGHTS_STEP_NOT_OPEN'
  | 'RIGHTS_NEEDS_ANOTHER'
  | 'RIGHTS_ANSWER_MISSING'
  | 'RIGHTS_PROOF_MISSING'
  | 'RIGHTS_REQUEST_OPEN'
  | 'CORRECTION_NOT_MADE'
  | 'NO_PURPOSE_NAMED'
>;

export const rightsRefusal = (code: RightsRefusal['code'], zh: string, en: string): RightsRefusal => ({
  code,
  rule: 'CR-2.06',
  message: text(zh, en),
});

export type StepFacts = {
  readonly step: RightsStep;
  readonly request: Pick<RightsRequest, 'kind' | 'state' | 'registeredBy' | 'proposedBy' | 'dueAt'>;
  readonly by: string;
  /** What the person is told, when the step needs it. */
  readonly answer: string;
  /** What stands in the way of erasing, as far as this department knows. */
  readonly duties: readonly Duty[];
  readonly now: Date;
};

export type StepTaken = { readonly to: RightsState };
type Rule = Requirement<StepFacts, RightsRefusal>;

const notOpen = rightsRefusal('RIGHTS_STEP_NOT_OPEN', '该请求不在此步骤。', 'The request is not at this step.');
const needsAnother = rightsRefusal('RIGHTS_NEEDS_ANOTHER', '须由另一人审批。', 'Another person has to decide.');
const answerMissing = rightsRefusal(
  'RIGHTS_ANSWER_MISSING',
  '须说明理由（4 至 200 字），并告知本人。',
  'State in 4 to 200 characters why; the person is told.',
);

const mustBeAtTheStep: Rule = ({ step, request: { kind, state } }) =>
  ways[step].kinds.includes(kind) && ways[step].from === state ? null : notOpen;
const mustBeAnother: Rule = ({ step, by, request: { registeredBy, proposedBy } }) =>
  (step === 'approve' || step === 'reject') && (by === registeredBy || by === proposedBy) ? needsAnother : null;
const mustSayWhy: Rule = ({ step, answer }) => {
  const length = [...answer].length;
  return (step === 'refuse' || step === 'reject' || step === 'propose') && (length < 4 || length > 200)
    ? answerMissing
    : null;
};
const rules = [mustBeAtTheStep, mustBeAnother, mustSayWhy];

/** CR-2.06: one step of a request, by whoever may take it. What the person is told stays out of the explanation. */
export const decideStep = (facts: StepFacts): Decision<StepTaken, RightsRefusal> => {
  const { step, request, by, now } = facts;
  const why = reasoning(now).apply('CR-2.06').fact('kind', request.kind).fact('step', step).fact('by', by, now);
  why.fact('dueAt', request.dueAt.toISOString());
  const refusal = firstRefusal(rules, facts);
  if (refusal) return refused(refusal, why.explain('REFUSED', refusal.message));
  const frozen = step === 'approve' && facts.duties.length > 0;
  if (step === 'approve' || step === 'propose') why.fact('duties', [...facts.duties]);
  if (frozen) why.apply('CR-3.05');
  const to = frozen ? 'frozen' : ways[step].to;
  return accepted([{ to }], why.explain(to.toUpperCase(), said[to]));
};

const said: Readonly<Record<RightsState, Text>> = {
  registered: text('请求已登记。', 'The request was registered.'),
  proposed: text('已提请删除，待另一人审批。', 'Erasure is proposed; another person decides.'),
  frozen: text(
    '依法须保存：先行冻结，保存义务终止后自动删除。',
    'A duty to keep stands in the way: frozen, and erased when it ends.',
  ),
  approved: text('已批准删除，随即执行。', 'Erasure is approved and carried out at once.'),
  done: text('请求已办结。', 'The request was fulfilled.'),
  refused: text('请求被拒绝，理由已告知本人。', 'The request was refused, and the person told why.'),
};

/** CR-2.06: why the data were erased, and that nothing stood in the way any more. */
export const whyErased = (request: Pick<RightsRequest, 'number' | 'decidedBy'>, now: Date): Explanation =>
  reasoning(now)
    .apply('CR-2.06')
    .fact('request', request.number)
    .fact('approvedBy', request.decidedBy)
    .fact('duties', [])
    .explain('ERASED', text('客户密钥已销毁，个人信息已删除。', "The client's key is destroyed and the data erased."));
