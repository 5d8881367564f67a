import type { AccessRequest } from '../request.ts';
import { type PlanFacts, requestKinds } from '../requestKinds.ts';

/**
 * The request with the plan that its files ask for now: one that was attached, or became classified on the way, adds whom CR-4.02
 * names. What was decided stays decided, and a step that was planned stays planned.
 */
export const replanned = (request: AccessRequest, facts: PlanFacts): AccessRequest => {
  if (request.nextStep === null) return request;
  const plan = requestKinds[request.kind].plan(facts);
  const added = plan.filter((step) => !request.plan.includes(step));
  return { ...request, plan: [...request.plan, ...added] };
};
