import { type CommandResult, can, demandStaff, done, NotFound, refusedWith, runCommand } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { type Refusal, reasoning, siteDate, type Text, text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { openCallClaim } from '../ownership/index.ts';
import { sitePoliciesOf } from '../policies/index.ts';
import { insertCallMessage } from './callMessageStore.ts';
import { insertCallRegistration } from './callRegisterStore.ts';
import { rankClient } from './clientClassStore.ts';
import type { ReceivedCall, ReceptionBook } from './ports.ts';
import type { Registrar } from './registerVisit.ts';
import type { CallRegistration } from './registration.ts';

export type RegisterCall = Pick<
  CallRegistration,
  'callId' | 'clientId' | 'class' | 'interest' | 'channel' | 'plannedVisitAt' | 'addressSentAt'
>;

export type CallRegistered = {
  readonly callId: string;
  readonly clientId: string;
  readonly siteId: string;
  /** OPENED when the caller is kept for the answerer, KEPT when somebody has them already. */
  readonly claim: string;
  readonly explanationId: string;
};

export type RegisterCallRefusal = Refusal<
  'NOT_THE_ANSWERER' | 'CLIENT_UNKNOWN' | 'OTHER_CLIENT' | 'ALREADY_REGISTERED' | 'BAD_INPUT'
>;

/** SR-2.04: whoever answered a call writes it into the register. @throws NotFound for a call the viewer may not know of */
export const registerCall =
  (book: ReceptionBook) =>
  (
    context: BareContext,
    { idempotencyKey, ...input }: RegisterCall & { readonly idempotencyKey: string },
  ): Promise<CommandResult<CallRegistered>> =>
    runCommand({ ...context, name: 'registerCall', idempotencyKey, input }, (tx) =>
      registerCallIn(tx, book, { context, input }),
    );

/** The same inside a transaction that does more, such as answering and registering in one go. */
const registerCallIn = async (
  tx: Tx,
  book: ReceptionBook,
  { context, input }: { readonly context: Registrar; readonly input: RegisterCall },
): Promise<CommandResult<CallRegistered>> => {
  const { now, newId, viewer } = context;
  const { staffId } = demandStaff(viewer);
  const call = await book.callOf(tx, input.callId);
  if (!call || !can(viewer, 'call.register', call.siteId)) throw new NotFound();
  const refusal = refusalOf(call, input, { staffId, now, known: await book.isKnownClient(tx, input.clientId) });
  if (refusal) return no(refusal, now);
  const { zone } = await sitePoliciesOf(tx, call.siteId);
  const { siteId, consultantId, answeredAt } = call;
  const line = { ...input, siteId, consultantId, answeredAt, answeredOn: siteDate(answeredAt, zone) };
  if (!(await insertCallRegistration(tx, { ...line, registeredAt: now, registeredBy: staffId })))
    return no({ code: 'ALREADY_REGISTERED', rule: 'SR-2.04', message: registeredAlready }, now);
  if (line.addressSentAt !== null)
    await insertCallMessage(tx, {
      callId: call.callId,
      sentAt: line.addressSentAt,
      recordedAt: now,
      recordedBy: staffId,
    });
  if (line.class !== null) await rankClient(tx, { ...line, class: line.class, since: now });
  if (call.clientId === null) await book.identifyCaller(tx, call.callId, input.clientId);
  const claim = await openCallClaim(tx, { ...line, newId });
  const { callId, clientId } = input;
  return done({ callId, clientId, siteId, claim: claim.outcome, explanationId: claim.explanationId });
};

const refusalOf = (
  call: ReceivedCall,
  { clientId, interest, channel, addressSentAt }: RegisterCall,
  { staffId, known, now }: { staffId: string; known: boolean; now: Date },
): RegisterCallRefusal | null => {
  if (call.consultantId !== staffId) return refusalFor('NOT_THE_ANSWERER', onlyAnswerer);
  if (!known) return { code: 'CLIENT_UNKNOWN', rule: null, message: unknownClient, retryable: true };
  if (call.clientId !== null && call.clientId !== clientId) return refusalFor('OTHER_CLIENT', otherClient);
  if (addressSentAt !== null && (addressSentAt > now || addressSentAt < call.answeredAt))
    return refusalFor('BAD_INPUT', notThen);
  const complete = [interest, channel].every((field) => field.trim() !== '' && field.length <= 500);
  return complete ? null : refusalFor('BAD_INPUT', incomplete);
};

const refusalFor = (code: RegisterCallRefusal['code'], message: Text): RegisterCallRefusal => ({
  code,
  rule: 'SR-2.04',
  message,
});

const no = (refusal: RegisterCallRefusal, now: Date): CommandResult<CallRegistered> =>
  refusedWith(refusal, reasoning(now).apply('SR-2.04').explain('REFUSED', refusal.message));

const onlyAnswerer = text('来电由接听人登记。', 'A call is registered by whoever answered it.');
const unknownClient = text(
  '尚无该客户的档案，请稍后再试。',
  'No such client is known here yet; try again in a moment.',
);
const otherClient = text('该来电的客户另有其人。', 'The call is another client’s.');
const registeredAlready = text('该来电已登记。', 'The call is registered already.');
const notThen = text(
  '发送时间须在来电之后、此刻之前。',
  'The message was sent after the call, and not later than now.',
);
const incomplete = text(
  '意向与渠道必填，各项不超过500字。',
  'The interest and how they heard of us are needed; no field is longer than 500 characters.',
);
