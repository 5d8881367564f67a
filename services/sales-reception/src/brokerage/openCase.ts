import { BadInput, type CommandResult, demand, demandStaff, done, refusedWith, runCommand } from '@shouwen/access';
import { reasoning, text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { keepAct } from '../keepAct.ts';
import { siteNow } from '../leasing/index.ts';
import { clientsKnown } from '../projections/index.ts';
import { caseToHandle } from './caseToHandle.ts';
import type { Needs } from './pipeline.ts';
import { changeCase, insertCase } from './pipelineStore.ts';
import { stageDueOn } from './stages.decision.ts';

export type OpenCase = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly clientId: string;
  readonly needs: Needs;
};
export type CaseChanged = { readonly caseId: string; readonly explanationId: string };

/** SR-11.01: what a client wants to buy or rent; whoever takes it down owns the first stage. Needs `pipeline.handle`. */
export const openPipelineCase = (
  context: BareContext,
  { idempotencyKey, ...input }: OpenCase,
): Promise<CommandResult<CaseChanged>> => {
  const { viewer, now, newId } = context;
  const { siteId, clientId, needs } = input;
  demand(viewer, 'pipeline.handle', siteId);
  const { staffId: ownerId } = demandStaff(viewer);
  checkNeeds(needs);
  return runCommand({ ...context, name: 'openPipelineCase', idempotencyKey, input }, async (tx) => {
    const { today, policy } = await siteNow(tx, siteId, now);
    const unknown = await clientsKnown(tx, [clientId]);
    if (unknown) return refusedWith(unknown, reasoning(now).apply('SR-11.01').explain('refused', unknown.message));
    const caseId = newId();
    const dueOn = stageDueOn('needs', today, policy.params);
    const why = reasoning(now).under(policy).apply('SR-11.01').fact('intent', needs.intent).fact('dueOn', dueOn);
    const explanation = why.explain('opened', text('已登记需求。', 'The needs were registered.'));
    const act = { action: 'openPipelineCase', siteId, subject: { type: 'pipeline-case', id: caseId }, explanation };
    const explanationId = await keepAct(tx, context, act);
    const stage = { state: 'open', stage: 'needs', ownerId, enteredAt: now, dueOn, finishedAt: null } as const;
    const opened = { openedAt: now, closedReason: null, explanationId, version: 1 };
    await insertCase(tx, { ...needs, ...stage, ...opened, caseId, siteId, clientId });
    return done({ caseId, explanationId });
  });
};

export type CloseCase = { readonly idempotencyKey: string; readonly caseId: string; readonly reason: string };

/** The client looks no longer, or found elsewhere. Needs to own the stage. */
export const closePipelineCase = (
  context: BareContext,
  { idempotencyKey, ...input }: CloseCase,
): Promise<CommandResult<CaseChanged>> => {
  const { caseId, reason } = input;
  if (reason.trim() === '' || reason.length > 500) throw new BadInput(text('请说明原因。', 'Say why.'), 'reason');
  return runCommand({ ...context, name: 'closePipelineCase', idempotencyKey, input }, async (tx) => {
    const { viewer, now } = context;
    const one = await caseToHandle(tx, viewer, caseId);
    const why = reasoning(now).apply('SR-11.01').fact('stage', one.stage);
    if (one.state !== 'open') {
      const message = text('该业务已结束。', 'This case is closed.');
      return refusedWith({ code: 'CASE_CLOSED', rule: 'SR-11.01', message }, why.explain('refused', message));
    }
    const explanation = why.explain('closed', text('业务已结束。', 'The case was closed.'));
    const { siteId } = one;
    const act = { action: 'closePipelineCase', siteId, subject: { type: 'pipeline-case', id: caseId }, explanation };
    const explanationId = await keepAct(tx, context, act);
    await changeCase(tx, one, { state: 'closed', closedReason: reason, finishedAt: null, explanationId });
    return done({ caseId, explanationId });
  });
};

const checkNeeds = (needs: Needs): void => {
  const fault = faultOf(needs);
  if (fault) throw new BadInput(text('需求有误。', 'The needs are not described properly.'), fault);
};

/** The field that is wrong, or null. */
const faultOf = ({
  areaFromHundredths,
  areaToHundredths,
  layout,
  location,
  amountFen,
  months,
  intent,
}: Needs): string | null => {
  const short = (value: string | null) => value === null || (value.trim() !== '' && value.length <= 100);
  if (!(areaFromHundredths >= 1)) return 'areaFrom';
  if (!(areaToHundredths >= areaFromHundredths && areaToHundredths <= 100_000_000)) return 'areaTo';
  if (!short(layout)) return 'layout';
  if (!short(location)) return 'location';
  if (!(amountFen >= 1 && amountFen <= 1_000_000_000_000)) return intent === 'buy' ? 'budget' : 'rent';
  return intent === 'rent' && !(months >= 1 && months <= 600) ? 'months' : null;
};
