import { type CommandResult, done, keepAct, NotFound, refusedWith, runCommand } from '@shouwen/access';
import { type Refusal, reasoning, text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { waitingStates } from '../request.ts';
import { requestKinds } from '../requestKinds.ts';
import { changeRequest, lockRequest } from '../requestStore.ts';
import type { RequestDone } from './draftRequest.ts';
import { demandOwn, type SubmitRequest } from './submitRequest.ts';

/** CR-4: whoever asked takes it back while nobody has decided to the end. @throws NotFound for a request of somebody else */
export const withdrawRequest = async (
  context: BareContext,
  { idempotencyKey, ...input }: SubmitRequest,
): Promise<CommandResult<RequestDone>> => {
  await demandOwn(context, input.requestId);
  return runCommand({ ...context, name: 'withdrawRequest', idempotencyKey, input }, async (tx) => {
    const request = await lockRequest(tx, input.requestId);
    if (!request) throw new NotFound();
    const why = reasoning(context.now).apply('CR-4', requestKinds[request.kind].rule).fact('state', request.state);
    if (request.state !== 'draft' && !waitingStates.includes(request.state))
      return refusedWith(tooLate, why.explain(tooLate.code, tooLate.message));
    const subject = { type: 'AccessRequest', id: request.id };
    const explanation = why.explain('withdrawn', withdrawn);
    const act = { action: 'request.withdraw', siteId: request.siteId, subject, explanation };
    const explanationId = await keepAct(tx, context, act);
    await changeRequest(tx, request, { state: 'withdrawn', next_step: null, due_at: null, escalate_at: null });
    return done({ requestId: request.id, explanationId });
  });
};

const tooLate: Refusal = {
  code: 'REQUEST_NOT_WAITING',
  rule: 'CR-4',
  message: text('该申请已有结果，不能撤回。', 'The request was decided on; it cannot be taken back.'),
};
const withdrawn = text('申请已撤回。', 'The request was taken back.');
