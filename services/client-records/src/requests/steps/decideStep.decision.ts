import { accepted, type Decision, firstRefusal, type Refusal, reasoning, refused, text } from '@shouwen/kernel';
import type { RequestState } from '../request.ts';
import { requestKinds, ruleOfStep, type Step } from '../requestKinds.ts';
import { actingAs, remainingAfter, type StepCode, type StepFacts, stepRules } from './stepRules.ts';

export type StepDecided = {
  readonly type: 'StepDecided';
  readonly step: Step;
  readonly verdict: 'approved' | 'refused';
  readonly forStaff: string | null;
  readonly state: RequestState;
  readonly nextStep: Step | null;
  /** True when this was the last approval: a grant follows. */
  readonly grants: boolean;
};

/** CR-4.01–CR-4.07: one person takes the next step of a request: approves it or refuses it with a reason. */
export const decideStep = (facts: StepFacts): Decision<StepDecided, Refusal<StepCode>> => {
  const { now, request, policy, verdict } = facts;
  const why = reasoning(now).under(policy).apply('CR-4', requestKinds[request.kind].rule);
  why.fact('step', request.nextStep).fact('plan', request.plan).fact('viewApprover', policy.params['view.approver']);
  why.fact('submittedAt', request.submittedAt?.toISOString() ?? null, request.submittedAt ?? now);
  for (const { step, verdict: outcome, at } of facts.taken) why.fact(`step.${step}`, outcome, at);
  if (request.kind === 'view' && !request.plan.includes('classified')) why.reject('CR-4.02', noneClassified);
  const refusal = firstRefusal(stepRules, facts);
  if (refusal) return refused(refusal, why.explain(refusal.code, refusal.message));
  const acting = actingAs(facts);
  const step = request.nextStep as Step;
  why
    .apply(ruleOfStep(request.kind, step))
    .fact('as', acting?.as ?? null)
    .fact('for', acting?.forStaff ?? null);
  const common = { type: 'StepDecided' as const, step, verdict, forStaff: acting?.forStaff ?? null };
  if (verdict === 'refused') {
    return accepted([{ ...common, state: 'refused', nextStep: null, grants: false }], why.explain('refused', saysNo));
  }
  const [nextStep = null] = remainingAfter(facts);
  if (nextStep === null) {
    const state = request.kind === 'borrow' ? 'approved' : 'active';
    return accepted([{ ...common, state, nextStep, grants: true }], why.explain('approved', saysYes));
  }
  const state = step === 'stamp' ? 'stamped' : request.state;
  return accepted([{ ...common, state, nextStep, grants: false }], why.explain('passed-on', saysGoOn));
};

const saysNo = text('申请被驳回，理由随附。', 'The request is refused, with its reason.');
const saysYes = text(
  '各级审批均已通过，授权生效，到期自行终止。',
  'Every step is approved; the grant is in force and ends by itself.',
);
const saysGoOn = text('本级已通过，转下一级审批。', 'This step is approved; the next one decides.');
const noneClassified = text(
  '所申请的不含密级档案，或由总经理统一批准。',
  'No classified file is asked for, or the general manager approves every archive.',
);
