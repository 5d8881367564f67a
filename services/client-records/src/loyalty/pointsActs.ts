import {
  actorOf,
  appendAudit,
  type CommandResult,
  can,
  demand,
  demandStaff,
  done,
  keepAct,
  NotFound,
  refusedWith,
  runCommand,
} from '@shouwen/access';
import { acrossSites, type Tx } from '@shouwen/database';
import { type Explanation, isUuid, reasoning, siteDate, text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { clientsKnownAt, readerOf } from '../clients/index.ts';
import { reachedClient } from '../consents/index.ts';
import { idsOfPerson } from '../persons/index.ts';
import { recordsPolicyAt } from '../policies/index.ts';
import { decideAct, insertAct, rewardOf } from './actStore.ts';
import { lastDayOf } from './earning.decision.ts';
import { balanceAt, earn, type Ledger, type Posting, spend } from './ledger.ts';
import { lockLedger, writePostings } from './ledgerStore.ts';
import { writeExpired } from './loyaltyDueWork.ts';
import type { CorrectionReason, PointsAct } from './points.ts';
import { decideOnAct, decideRedemption, insufficient } from './pointsAct.decision.ts';
import { actsById } from './pointsQueries.ts';

export type PointsActDone = { readonly actId: string };

type OfClient = { readonly idempotencyKey: string; readonly siteId: string; readonly clientId: string };
export type RedeemPoints = OfClient & { readonly rewardId: string; readonly quantity: number };
export type CorrectPoints = OfClient & { readonly points: number; readonly reason: CorrectionReason };

/** The person's ledger, of all records, with what is over written off; whoever else comes waits. */
const openLedger = (tx: Tx, context: BareContext, clientId: string): Promise<Ledger> =>
  acrossSites(tx, async () => {
    const ids = await idsOfPerson(tx, clientId);
    await writeExpired(tx, await lockLedger(tx, ids), context);
    return lockLedger(tx, ids);
  });

/** The client within the viewer's sight, and known at the site. @throws NotFound */
const clientAt = async (context: BareContext, { siteId, clientId }: OfClient): Promise<string> => {
  demand(context.viewer, 'points.manage', siteId);
  const { id } = await reachedClient(context, 'points.manage', clientId);
  const known = await context.db.read((tx) => clientsKnownAt(tx, siteId, [id]));
  if (known.length === 0) throw new NotFound();
  return id;
};

/** CR-6.04: redeems points; above the limit another person confirms it. Needs `points.manage` at the site. @throws NotFound */
export const redeemPoints = async (
  context: BareContext,
  { idempotencyKey, ...input }: RedeemPoints,
): Promise<CommandResult<PointsActDone>> => {
  const clientId = await clientAt(context, { idempotencyKey, ...input });
  const { staffId: askedBy } = demandStaff(context.viewer);
  return runCommand({ ...context, name: 'redeemPoints', idempotencyKey, input }, async (tx) => {
    const { now, newId } = context;
    const { siteId, quantity } = input;
    const reward = await rewardOf(tx, input.rewardId, siteId);
    if (!reward) throw new NotFound();
    const ledger = await openLedger(tx, context, clientId);
    const today = siteDate(now);
    const policy = await recordsPolicyAt(tx, siteId, now);
    const decision = decideRedemption({ now, today, reward, quantity, balance: balanceAt(ledger, today), policy });
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const [redeemed] = decision.events;
    const actId = newId();
    const explanationId = await keep(tx, context, { ...input, actId, clientId, explanation: decision.explanation });
    const state = redeemed?.needsConfirmation ? 'pending' : 'done';
    const asked = { siteId, clientId, quantity, rewardId: reward.rewardId, askedBy, askedAt: now, explanationId };
    const act = {
      ...asked,
      actId,
      kind: 'redemption',
      reason: 'redemption',
      points: -(redeemed?.points ?? 0),
      state,
    } as const;
    await insertAct(tx, act);
    if (state === 'done') await carryOut(tx, context, { act, ledger });
    return done({ actId });
  });
};

/** CR-6.04: proposes a correction, which another person signs. Needs `points.manage` at the site. @throws NotFound */
export const correctPoints = async (
  context: BareContext,
  { idempotencyKey, ...input }: CorrectPoints,
): Promise<CommandResult<PointsActDone>> => {
  const clientId = await clientAt(context, { idempotencyKey, ...input });
  const { staffId: askedBy } = demandStaff(context.viewer);
  return runCommand({ ...context, name: 'correctPoints', idempotencyKey, input }, async (tx) => {
    const { now, newId } = context;
    const { siteId, points, reason } = input;
    const why = reasoning(now).apply('CR-6.04').fact('points', points).fact('reason', reason);
    if (points === 0 || Math.abs(points) > 1_000_000) {
      const message = text('更正积分须为非零整数。', 'A correction is a number of points other than 0.');
      return refusedWith({ code: 'BAD_INPUT', rule: 'CR-6.04', message }, why.explain('REFUSED', message));
    }
    const actId = newId();
    const explanation = why.explain('PENDING', text('须由另一人签署。', 'Another person signs it.'));
    const explanationId = await keep(tx, context, { actId, siteId, clientId, explanation });
    const asked = { actId, siteId, clientId, points, reason, askedBy, askedAt: now, explanationId };
    await insertAct(tx, { ...asked, kind: 'correction', state: 'pending', rewardId: null, quantity: null });
    return done({ actId });
  });
};

export type DecidePointsAct = { readonly idempotencyKey: string; readonly actId: string; readonly approve: boolean };

/**
 * CR-6.04: another person confirms a redemption or signs a correction, or declines. Needs `points.manage` at the site.
 * @throws NotFound for what the viewer may not know of
 */
export const decidePointsAct = async (
  context: BareContext,
  { idempotencyKey, ...input }: DecidePointsAct,
): Promise<CommandResult<PointsActDone>> => {
  const { staffId: by } = demandStaff(context.viewer);
  await demandSeen(context, input.actId);
  return runCommand({ ...context, name: 'decidePointsAct', idempotencyKey, input }, async (tx) => {
    const { now } = context;
    const act = await actFor(tx, context, input.actId);
    if (!act) throw new NotFound();
    const ledger = await openLedger(tx, context, act.clientId);
    const balance = balanceAt(ledger, siteDate(now));
    const decision = decideOnAct({ now, act, by, approve: input.approve, balance });
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const explanationId = await keep(tx, context, { ...act, explanation: decision.explanation });
    await decideAct(tx, act, { state: input.approve ? 'done' : 'declined', decidedBy: by, explanationId });
    if (input.approve) await carryOut(tx, context, { act: { ...act, explanationId }, ledger });
    return done({ actId: act.actId });
  });
};

const actFor = async (tx: Tx, context: BareContext, actId: string): Promise<PointsAct | null> => {
  const [act] = await actsById(tx, readerOf(context, 'points.manage'), [actId].filter(isUuid));
  return act && can(context.viewer, 'points.manage', act.siteId) ? act : null;
};

/** Traces the attempt of somebody who may not. @throws NotFound */
const demandSeen = async (context: BareContext, actId: string): Promise<void> => {
  if (await context.db.read((tx) => actFor(tx, context, actId))) return;
  const { now: at, viewer: actor, requestId } = context;
  const resource = { type: 'PointsAct', id: isUuid(actId) ? actId : 'none' };
  await context.db.transaction((tx) =>
    appendAudit(tx, { at, actor, siteId: null, action: 'points.decide', resource, decision: 'refused', requestId }),
  );
  throw new NotFound();
};

type Carried = Pick<PointsAct, 'actId' | 'kind' | 'clientId' | 'siteId' | 'points' | 'reason' | 'explanationId'>;
type Carrying = { readonly act: Carried; readonly ledger: Ledger };

const carryOut = (tx: Tx, context: BareContext, { act, ledger }: Carrying): Promise<void> =>
  acrossSites(tx, async () => {
    const { now, newId, viewer } = context;
    const { params } = await recordsPolicyAt(tx, act.siteId, now);
    const postings = postingsOf(act, ledger, {
      ...{ today: siteDate(now), through: lastDayOf(siteDate(now), params['points.expireMonths']), lotId: newId() },
    });
    const reference = { kind: 'act', id: act.actId } as const;
    const { explanationId } = act;
    await writePostings(tx, postings, { reference, at: now, by: actorOf(viewer), explanationId, newId });
  });

type Day = { readonly today: string; readonly through: string | null; readonly lotId: string };

const postingsOf = ({ kind, clientId, points, reason }: Carried, ledger: Ledger, day: Day): readonly Posting[] => {
  const { today, through, lotId } = day;
  if (points > 0) return earn(ledger, { lotId, clientId, through, remaining: points }, { kind: 'corrected', reason });
  const postings = spend(ledger, -points, { today, kind: kind === 'redemption' ? 'spent' : 'corrected', reason });
  if (!postings) throw new Error(insufficient.message.en);
  return postings;
};

type Kept = {
  readonly actId: string;
  readonly siteId: string;
  readonly clientId: string;
  readonly explanation: Explanation;
};

const keep = (tx: Tx, context: BareContext, { actId, siteId, clientId, explanation }: Kept): Promise<string> =>
  keepAct(tx, context, {
    ...{ action: 'points.act', siteId, clientId, explanation },
    subject: { type: 'PointsAct', id: actId },
  });
