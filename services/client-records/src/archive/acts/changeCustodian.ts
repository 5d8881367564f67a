import { type CommandResult, refusedWith } from '@shouwen/access';
import type { BareContext } from '@shouwen/subgraph';
import type { FileDone } from '../files/fileDocument.ts';
import { actOnFile, keepChange } from './actOnFile.ts';
import { decideCustody } from './fileAct.decision.ts';

export type ChangeCustodian = { readonly idempotencyKey: string; readonly fileId: string };

const action = 'archive.changeCustodian';

/**
 * CR-3.02: takes the custody over. It is done by the new custodian, who signs for the file: so nobody is made custodian who may not be
 * one, or without knowing it. Needs the custody of its level.
 */
export const changeCustodian = (
  context: BareContext,
  { idempotencyKey, ...input }: ChangeCustodian,
): Promise<CommandResult<FileDone>> =>
  actOnFile(context, { name: 'changeCustodian', action, idempotencyKey, ...input, input }, async (acting) => {
    const decision = decideCustody(acting.standing);
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const { by, file } = acting.standing;
    return keepChange(context, acting, {
      ...{ act: 'custodian-changed', action, reason: null, explanation: decision.explanation },
      ...{ was: { custodian: file.custodianId }, becomes: { custodian: by }, set: { custodian_id: by } },
    });
  });
