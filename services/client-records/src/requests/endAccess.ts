import { type CommandResult, demandStaff, done, keepAct, NotFound, refusedWith, runCommand } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { type Refusal, reasoning, text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { type Grant, grantsOfRequests, revokeGrant, useOnce } from '../grants/index.ts';
import type { RequestDone } from './form/draftRequest.ts';
import { type AccessRequest, type EndReason, partiesTo, standsAt } from './request.ts';
import { requestKinds } from './requestKinds.ts';
import { requestReaderOf } from './requestReader.ts';
import { changeRequest, lockRequest } from './requestStore.ts';
import { demandKnown, readReason } from './steps/decideRequest.ts';

export type EndAccess = { readonly idempotencyKey: string; readonly requestId: string; readonly reason: string };
export type RecordUse = { readonly idempotencyKey: string; readonly requestId: string };

/** What ends the access of a request. */
type Ending = {
  readonly command: string;
  readonly endReason: EndReason;
  /** Why this viewer must not, or null. */
  readonly refuse: (tx: Tx, request: AccessRequest, staffId: string) => Promise<Refusal | null>;
  /** @returns false when it was over already */
  readonly end: (tx: Tx, grant: Grant, staffId: string) => Promise<boolean>;
  readonly said: Refusal['message'];
  /** In the words of whoever ends it; none where it ends by its use. */
  readonly reason: string | null;
};

const no = (code: string, zh: string, en: string): Refusal => ({ code, rule: 'CR-4', message: text(zh, en) });
const over = no('GRANT_OVER', '授权已终止。', 'The access is over already.');
const notYours = no('NOT_APPROVER', '此项不由您办理。', 'This is not yours to do.');
const ownUse = no('OWN_REQUEST', '使用由他人登记。', 'The use is recorded by somebody else.');
const noReason = no('REASON_MISSING', '须说明理由（至少4个字）。', 'State the reason, in 4 characters at least.');

/**
 * CR-4: ends a granted access at once: by whoever could approve it, or by whoever has it and needs it no more.
 * Why, is kept with the request.
 * @throws NotFound for a request the viewer may not know of
 */
export const endAccess = async (context: BareContext, { reason: written, ...asked }: EndAccess) => {
  const reason = readReason(written);
  return ending(context, asked, {
    ...{ command: 'endAccess', endReason: 'revoked', said: text('授权已撤销。', 'The access was ended.') },
    refuse: async (tx, request, staffId) => {
      const entitled = partiesTo(request).includes(staffId) || (await decidesOn(tx, context, request));
      if (!entitled) return notYours;
      return (reason ?? '').length < 4 ? noReason : null;
    },
    end: (tx, grant, staffId) => revokeGrant(tx, { grantId: grant.id, at: context.now, by: staffId }),
    reason,
  });
};

/**
 * CR-4.06, CR-4.07: whoever keeps the archive records that the one copy was made, or that the papers went out; it cannot be done again.
 * @throws NotFound for a request the viewer may not know of
 */
export const recordUse = async (context: BareContext, asked: RecordUse) =>
  ending(context, asked, {
    ...{
      command: 'recordUse',
      endReason: 'used',
      said: text('授权已使用一次，随即终止。', 'The access was used once and is over.'),
    },
    refuse: async (tx, request, staffId) => {
      if (partiesTo(request).includes(staffId)) return ownUse;
      const mayLend = (await requestReaderOf(tx, context)).entitlements.some(
        ({ step, siteId, forStaff }) =>
          step === 'lend' && forStaff === null && (siteId === null || siteId === request.siteId),
      );
      // What is borrowed is entered in the loan register instead, and an export is run by its reader.
      return mayLend && request.kind !== 'borrow' && request.kind !== 'export' ? null : notYours;
    },
    end: (tx, grant) => useOnce(tx, grant.id, context.now),
    reason: null,
  });

const decidesOn = async (tx: Tx, context: BareContext, request: AccessRequest): Promise<boolean> =>
  (await requestReaderOf(tx, context)).entitlements.some(
    ({ step, as, siteId }) =>
      as === 'permission' && request.plan.includes(step) && (siteId === null || siteId === request.siteId),
  );

const ending = async (
  context: BareContext,
  { idempotencyKey, ...asked }: RecordUse,
  { command, endReason, refuse, end, said, reason }: Ending,
): Promise<CommandResult<RequestDone>> => {
  const { staffId } = demandStaff(context.viewer);
  await demandKnown(context, asked.requestId);
  const input = reason === null ? asked : { ...asked, reason };
  return runCommand({ ...context, name: command, idempotencyKey, input }, async (tx) => {
    const request = await lockRequest(tx, input.requestId);
    if (!request) throw new NotFound();
    const [grant = null] = await grantsOfRequests(tx, [request.id]);
    const { state } = standsAt(request, grant, context.now);
    const why = reasoning(context.now).apply('CR-4', requestKinds[request.kind].rule).fact('state', state);
    const refusal = await refuse(tx, request, staffId);
    if (refusal) return refusedWith(refusal, why.explain(refusal.code, refusal.message));
    const running = grant !== null && (state === 'active' || state === 'approved');
    if (!running || !(await end(tx, grant, staffId))) return refusedWith(over, why.explain(over.code, over.message));
    const explanation = why.explain(endReason, said);
    const subject = { type: 'AccessRequest', id: request.id };
    const act = { action: `request.${command}`, siteId: request.siteId, subject, explanation };
    const explanationId = await keepAct(tx, context, act);
    await changeRequest(tx, request, {
      state: 'ended',
      ended_at: context.now,
      end_reason: endReason,
      ended_for: reason,
    });
    return done({ requestId: request.id, explanationId });
  });
};
