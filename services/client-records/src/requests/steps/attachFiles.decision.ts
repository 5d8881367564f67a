import {
  accepted,
  type Decision,
  firstRefusal,
  type Refusal,
  type Requirement,
  reasoning,
  refused,
  text,
} from '@shouwen/kernel';
import { type AccessRequest, partiesTo, type StepTaken, waitingStates } from '../request.ts';
import { type PlanFacts, requestKinds, type Step } from '../requestKinds.ts';
import { replanned } from './replanned.ts';

export type AttachFacts = {
  readonly now: Date;
  readonly request: AccessRequest;
  readonly taken: readonly StepTaken[];
  readonly byId: string;
  readonly files: readonly { readonly carrier: string; readonly classified: boolean; readonly kept: boolean }[];
  /** Whether the files are of the client whom the request names, when it names one. */
  readonly sameClient: boolean;
  readonly viewApprover: string;
};
export type AttachCode = 'REQUEST_NOT_WAITING' | 'OWN_REQUEST' | 'NOT_ON_PAPER' | 'FILE_NOT_KEPT' | 'OTHER_CLIENT';
export type FilesAttached = {
  readonly type: 'FilesAttached';
  readonly plan: readonly Step[];
  readonly nextStep: Step | null;
};

type Rule = Requirement<AttachFacts, Refusal<AttachCode>>;

/** Whoever approved, apart from the stamp, approved of what was attached then. */
const stillOpen: Rule = ({ request, taken }) =>
  waitingStates.includes(request.state) && taken.every(({ step }) => step === 'stamp')
    ? null
    : {
        code: 'REQUEST_NOT_WAITING',
        rule: 'CR-4',
        message: text('审批已进行，不能再附档案。', 'It was decided on already; nothing is attached any more.'),
      };

const notOneself: Rule = ({ request, byId }) =>
  partiesTo(request).includes(byId)
    ? {
        code: 'OWN_REQUEST',
        rule: 'CR-4',
        message: text('本人的申请由他人附档案。', 'Somebody else says which file an own request means.'),
      }
    : null;

const ofTheClient: Rule = ({ sameClient }) =>
  sameClient
    ? null
    : {
        code: 'OTHER_CLIENT',
        rule: 'CR-4',
        message: text('档案不属于所申请的客户。', 'The file is not of the client whom the request names.'),
      };

const onPaper: Rule = ({ request, files }) =>
  request.kind === 'borrow' && files.some(({ carrier }) => carrier !== 'paper')
    ? { code: 'NOT_ON_PAPER', rule: 'CR-4.04', message: text('只有纸质档案可以外借。', 'Only paper files are lent.') }
    : null;

const stillKept: Rule = ({ files }) =>
  files.every(({ kept }) => kept)
    ? null
    : { code: 'FILE_NOT_KEPT', rule: 'CR-3.05', message: text('档案已销毁。', 'The file was destroyed.') };

export const attachRules = [stillOpen, notOneself, ofTheClient, onPaper, stillKept];

/** CR-4.01, CR-4.02: says which files a request means that describes them in words; a classified one adds its approver. */
export const decideAttaching = (facts: AttachFacts): Decision<FilesAttached, Refusal<AttachCode>> => {
  const { now, request, files, viewApprover, taken } = facts;
  const why = reasoning(now).apply('CR-4', requestKinds[request.kind].rule).fact('files', files.length);
  const refusal = firstRefusal(attachRules, facts);
  if (refusal) return refused(refusal, why.explain(refusal.code, refusal.message));
  const plan: PlanFacts = { classified: files.some(({ classified }) => classified), viewApprover };
  if (plan.classified) why.apply('CR-4.02');
  const planned = planAfter(request, plan, taken);
  why.fact('plan', planned.plan);
  return accepted([{ type: 'FilesAttached', ...planned }], why.explain('attached', attached));
};

/** Nothing but the stamp was decided: the plan is that of the files, as if they had been named from the beginning. */
const planAfter = (request: AccessRequest, facts: PlanFacts, taken: readonly StepTaken[]) => {
  const plan =
    request.kind === 'view-outsider' ? requestKinds[request.kind].plan(facts) : replanned(request, facts).plan;
  const nextStep = plan.find((step) => !taken.some((one) => one.step === step)) ?? null;
  return { plan, nextStep };
};

const attached = text('已注明所申请的档案。', 'It is known now which files are asked for.');
