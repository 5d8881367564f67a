import {
  type CommandResult,
  can,
  demandStaff,
  done,
  NotFound,
  refusedWith,
  runCommand,
  saveExplanation,
} from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { BareContext } from '@shouwen/subgraph';
import { sitePoliciesOf } from '../policies/index.ts';
import { hasCallMessage, insertCallMessage } from './callMessageStore.ts';
import type { ReceptionBook } from './ports.ts';
import { decideCallMessage } from './recordCallMessage.decision.ts';
import { lockRegisterOf } from './visitRegisterStore.ts';

export type RecordCallMessage = { readonly callId: string; readonly sentAt: Date };

export type CallMessageRecorded = {
  readonly callId: string;
  readonly sentAt: string;
  /** On the day of the call. */
  readonly inTime: boolean;
  readonly explanationId: string;
};

/** SR-2.04: address and route were sent to a caller. @throws NotFound for a call the viewer may not know of */
export const recordCallMessage =
  (book: ReceptionBook) =>
  (
    context: BareContext,
    { idempotencyKey, ...input }: RecordCallMessage & { readonly idempotencyKey: string },
  ): Promise<CommandResult<CallMessageRecorded>> =>
    runCommand({ ...context, name: 'recordCallMessage', idempotencyKey, input }, (tx) =>
      recordIn(tx, book, { context, input }),
    );

const recordIn = async (
  tx: Tx,
  book: ReceptionBook,
  { context, input }: { readonly context: BareContext; readonly input: RecordCallMessage },
): Promise<CommandResult<CallMessageRecorded>> => {
  const { now, newId, viewer } = context;
  const { staffId: by } = demandStaff(viewer);
  const call = await book.callOf(tx, input.callId);
  if (!call || !can(viewer, 'call.register', call.siteId)) throw new NotFound();
  const { zone } = await sitePoliciesOf(tx, call.siteId);
  await lockRegisterOf(tx, call.callId);
  const recordedBefore = await hasCallMessage(tx, call.callId);
  const decision = decideCallMessage({ ...call, ...input, by, recordedBefore, at: now, zone });
  if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
  const [{ sentAt, inTime }] = decision.events as [(typeof decision.events)[number]];
  const { callId, siteId } = call;
  await insertCallMessage(tx, { callId, sentAt, recordedAt: now, recordedBy: by });
  const explanationId = newId();
  const { explanation } = decision;
  await saveExplanation(tx, { id: explanationId, subject: { type: 'Call', id: callId }, siteId, explanation });
  return done({ callId, sentAt: sentAt.toISOString(), inTime, explanationId });
};
