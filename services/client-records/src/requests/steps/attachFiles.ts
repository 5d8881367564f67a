import {
  BadInput,
  type CommandResult,
  demandStaff,
  done,
  keepAct,
  NotFound,
  refusedWith,
  runCommand,
} from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { idsOfPerson } from '../../persons/index.ts';
import { recordsPolicyAt } from '../../policies/index.ts';
import { levelsNow, type NamedThings, namedThings } from '../askedThings.ts';
import type { RequestDone } from '../form/draftRequest.ts';
import type { AccessRequest } from '../request.ts';
import { attachFile, changeRequest, lockRequest, stepsOf } from '../requestStore.ts';
import { type AttachFacts, decideAttaching, type FilesAttached } from './attachFiles.decision.ts';
import { demandKnown } from './decideRequest.ts';

export type AttachFiles = {
  readonly idempotencyKey: string;
  readonly requestId: string;
  readonly fileIds: readonly string[];
};

/**
 * CR-4.02: whoever keeps the files, or decides on the request, says which ones it means. Both must be known to them: the request, and
 * every file.
 * @throws NotFound
 */
export const attachFiles = async (
  context: BareContext,
  { idempotencyKey, ...input }: AttachFiles,
): Promise<CommandResult<RequestDone>> => {
  const { staffId } = demandStaff(context.viewer);
  if (input.fileIds.length === 0) throw new BadInput(nothing, 'fileIds');
  const { siteId } = await demandKnown(context, input.requestId);
  const things = await namedThings(context, { ...input, clientId: null, siteId });
  return runCommand({ ...context, name: 'attachFiles', idempotencyKey, input }, async (tx) => {
    const request = await lockRequest(tx, input.requestId);
    if (!request) throw new NotFound();
    const decision = decideAttaching(await factsOf(tx, context, { request, things, staffId }));
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const subject = { type: 'AccessRequest', id: request.id };
    const act = { action: 'request.attach', siteId: request.siteId, subject, explanation: decision.explanation };
    const explanationId = await keepAct(tx, context, act);
    for (const { fileId, classified } of await levelsNow(tx, input.fileIds)) {
      await attachFile(tx, { requestId: request.id, fileId, classified, by: staffId, at: context.now });
    }
    const [{ plan, nextStep }] = decision.events as [FilesAttached];
    await changeRequest(tx, request, { plan, next_step: nextStep, client_id: things.clientId ?? request.clientId });
    return done({ requestId: request.id, explanationId });
  });
};

type Attaching = { readonly request: AccessRequest; readonly things: NamedThings; readonly staffId: string };

const factsOf = async (tx: Tx, { now }: BareContext, { request, things, staffId }: Attaching): Promise<AttachFacts> => {
  const policy = await recordsPolicyAt(tx, request.siteId, request.submittedAt ?? now);
  const { clientId } = request;
  const person = clientId === null ? [] : await idsOfPerson(tx, clientId);
  return {
    ...{ now, request, byId: staffId, taken: await stepsOf(tx, request.id) },
    files: await levelsNow(
      tx,
      things.files.map(({ fileId }) => fileId),
    ),
    sameClient: clientId === null || (things.clientId !== null && person.includes(things.clientId)),
    viewApprover: policy.params['view.approver'],
  };
};

const nothing = text('请指明档案。', 'Say which files.');
