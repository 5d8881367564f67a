import {
  actorOf,
  appendAudit,
  type CommandResult,
  demand,
  demandStaff,
  done,
  keepAct,
  NotFound,
  refusedWith,
  runCommand,
} from '@shouwen/access';
import { acrossSites, type Tx } from '@shouwen/database';
import { isUuid, reasoning, text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { readerOf } from '../../clients/index.ts';
import { consentStateAt, reachedClient } from '../../consents/index.ts';
import { idsOfPerson } from '../../persons/index.ts';
import { isBound } from '../bonds/bondStore.ts';
import type { LostClient, LostReason, LostRefusal, WinBackResult, WinBackWay } from './lost.ts';
import { seenLosses } from './lostQueries.ts';
import { closeLoss, explainLoss, insertAttempt, insertLoss, standingLosses } from './lostStore.ts';
import { decideWinBack, type WonBack } from './winBack.decision.ts';

export type MarkLost = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly clientId: string;
  readonly why: LostReason;
};
export type LostDone = { readonly lostId: string };

/**
 * CR-7.04: somebody says that a client is lost, and why; of one that is lost already, why. Needs `lostClient.handle` at the site and a
 * ground to read the record. @throws NotFound
 */
export const markClientLost = async (
  context: BareContext,
  { idempotencyKey, ...input }: MarkLost,
): Promise<CommandResult<LostDone>> => {
  const { siteId, why } = input;
  demand(context.viewer, 'lostClient.handle', siteId);
  const { id: clientId } = await reachedClient(context, 'lostClient.handle', input.clientId);
  return runCommand({ ...context, name: 'markClientLost', idempotencyKey, input }, async (tx) => {
    const ids = await idsOfPerson(tx, clientId);
    const today = readerOf(context).today;
    const reasons = reasoning(context.now).apply('CR-7.04').fact('why', why, context.now);
    const bound = await acrossSites(tx, () => isBound(tx, ids, today));
    if (bound) return refusedWith(stillBound, reasons.explain('REFUSED', stillBound.message));
    const explanation = reasons.explain('LOST', text('登记为流失及其原因。', 'Recorded as lost, with the reason.'));
    const known = (await standingLosses(tx, ids)).find((loss) => loss.siteId === siteId);
    const lostId = known?.lostId ?? context.newId();
    const subject = { type: 'LostClient', id: lostId };
    const explanationId = await keepAct(tx, context, {
      action: 'care.markLost',
      siteId,
      subject,
      explanation,
      reason: why,
      clientId,
    });
    if (known) await explainLoss(tx, known, { why, explanationId });
    else {
      const days = { endedOn: today, listedFrom: today };
      const row = { lostId, clientId, siteId, cause: 'marked', detail: null, why, explanationId, ...days } as const;
      await insertLoss(tx, { ...row, markedBy: actorOf(context.viewer) });
    }
    return done({ lostId });
  });
};

const stillBound: LostRefusal = {
  code: 'CLIENT_NOT_LOST',
  rule: 'CR-7.04',
  message: text('该客户仍有有效归属或成交。', 'A claim or a deal still binds the client to us.'),
};

export type RecordWinBack = {
  readonly idempotencyKey: string;
  readonly lostId: string;
  readonly way: WinBackWay;
  readonly result: WinBackResult;
  readonly nextOn: string | null;
};

/** CR-7.04: who did what to win a client back, and what came of it. Needs `lostClient.handle` and a ground to read the client. @throws NotFound */
export const recordWinBack = async (
  context: BareContext,
  { idempotencyKey, ...input }: RecordWinBack,
): Promise<CommandResult<LostDone>> => {
  demandStaff(context.viewer);
  await demandSeen(context, input.lostId);
  return runCommand({ ...context, name: 'recordWinBack', idempotencyKey, input }, async (tx) => {
    const reader = readerOf(context, 'lostClient.handle');
    const [loss] = await seenLosses(tx, reader, [input.lostId]);
    if (!loss) throw new NotFound();
    const said = await consentStateAt(tx, loss.clientId, { purpose: 'marketing', at: context.now });
    const facts = { ...input, now: context.now, today: reader.today, loss, refusedOffers: said === 'withdrawn' };
    const decision = decideWinBack(facts);
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const { lostId, siteId, clientId } = loss;
    const subject = { type: 'LostClient', id: lostId };
    const { explanation } = decision;
    const explanationId = await keepAct(tx, context, {
      action: 'care.winBack',
      siteId,
      subject,
      explanation,
      clientId,
    });
    await write(tx, context, { loss, input, explanationId, won: decision.events[0] as WonBack, today: reader.today });
    return done({ lostId });
  });
};

type Written = {
  readonly loss: LostClient;
  readonly input: Omit<RecordWinBack, 'idempotencyKey'>;
  readonly explanationId: string;
  readonly won: WonBack;
  readonly today: string;
};

const write = async (tx: Tx, context: BareContext, { loss, input, explanationId, won, today }: Written) => {
  const made = { madeAt: context.now, madeBy: actorOf(context.viewer), siteId: loss.siteId };
  await insertAttempt(tx, { ...input, ...made, attemptId: context.newId(), explanationId });
  if (won.outcome) await closeLoss(tx, loss, { outcome: won.outcome, on: today });
};

/** Traces the attempt on a client whom the viewer may not read. @throws NotFound */
const demandSeen = async (context: BareContext, lostId: string): Promise<void> => {
  const ids = [lostId].filter(isUuid);
  const [loss] = await context.db.read((tx) => seenLosses(tx, readerOf(context, 'lostClient.handle'), ids));
  if (loss) return;
  const { now: at, viewer: actor, requestId } = context;
  const resource = { type: 'LostClient', id: ids[0] ?? 'none' };
  await context.db.transaction((tx) =>
    appendAudit(tx, { at, actor, siteId: null, action: 'care.winBack', resource, decision: 'refused', requestId }),
  );
  throw new NotFound();
};
