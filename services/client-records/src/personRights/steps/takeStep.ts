import { type CommandResult, demandStaff, done, keepAct, refusedWith } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { BareContext } from '@shouwen/subgraph';
import type { Vault } from '../../vault/index.ts';
import { type Duty, placeOfText, type RightsRequest } from '../rightsRequest.ts';
import { decideStep, type RightsStep, type StepTaken } from '../rightsStep.decision.ts';
import { changeRightsRequest, clientKeyOf, type RightsChange } from '../rightsStore.ts';
import type { RightsDone } from './registerRequest.ts';

export type Step = {
  readonly step: RightsStep;
  /** What the person is told; may be empty where the step needs none. */
  readonly answer: string;
  readonly duties?: readonly Duty[];
  /** A code or a count for the trail, such as how many rows were given out. */
  readonly detail?: string;
};

/** CR-2.06: decides one step and writes it: the state, the answer sealed, the explanation and the line in the trail. */
export const takeStep = async (
  tx: Tx,
  {
    context,
    vault,
    request,
  }: { readonly context: BareContext; readonly vault: Vault; readonly request: RightsRequest },
  { step, answer, duties = [], detail }: Step,
): Promise<CommandResult<RightsDone & StepTaken>> => {
  const { now } = context;
  const { staffId: by } = demandStaff(context.viewer);
  const decision = decideStep({ step, request, by, answer, duties, now });
  if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
  const [{ to }] = decision.events as [StepTaken];
  const { id, siteId, clientId } = request;
  const key = answer === '' ? null : await clientKeyOf(tx, clientId);
  const act = { action: `personRights.${step}`, siteId, subject: { type: 'RightsRequest', id }, clientId };
  const { explanation } = decision;
  const explanationId = await keepAct(tx, context, { ...act, explanation, detail: detail ?? request.kind });
  await changeRightsRequest(tx, request, {
    ...{ state: to, explanation_id: explanationId },
    ...(key ? { answer_sealed: vault.seal(key, clientId, placeOfText('answer', id), answer) } : {}),
    ...who(step, by, now),
    ...(to === 'done' || to === 'refused' ? { closed_at: now, closed_by: by } : {}),
    ...(step === 'approve' ? { look_at: now } : {}),
    ...(step === 'approve' || step === 'propose' ? { duties } : {}),
  });
  return done({ requestId: id, to });
};

const who = (step: RightsStep, by: string, now: Date): RightsChange => {
  if (step === 'propose') return { proposed_by: by, proposed_at: now };
  return step === 'approve' || step === 'reject' ? { decided_by: by, decided_at: now } : {};
};
