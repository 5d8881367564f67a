import { actorOf, BadInput, type CommandResult, demand, done, keepAct, NotFound, runCommand } from '@shouwen/access';
import { reasoning, siteDate, text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { endReward, insertLevels, insertReward, rewardById } from './actStore.ts';
import { areLevelsSound, type Level } from './level.ts';
import type { Reward } from './pointsAct.decision.ts';

export type RewardDone = { readonly rewardId: string };
export type OfferReward = Omit<Reward, 'rewardId'> & { readonly idempotencyKey: string };
const isShort = (said: string): boolean => [...said.trim()].length >= 1 && [...said.trim()].length <= 60;

/** CR-6.04: offers a gift, a voucher or priority for points. Needs `points.manage` at the site, or everywhere. @throws BadInput */
export const offerReward = (
  context: BareContext,
  { idempotencyKey, ...input }: OfferReward,
): Promise<CommandResult<RewardDone>> => {
  const { siteId, points, validFrom, validThrough } = input;
  demand(context.viewer, 'points.manage', siteId);
  if (!isShort(input.zh) || !isShort(input.en)) throw new BadInput(text('名称1至60字。', '1 to 60 characters.'), 'zh');
  if (points < 1 || points > 1_000_000) throw new BadInput(text('积分须为正数。', 'It costs points.'), 'points');
  if (validThrough !== null && validThrough < validFrom)
    throw new BadInput(text('日期不得颠倒。', 'The days are in order.'), 'validThrough');
  return runCommand({ ...context, name: 'offerPointsReward', idempotencyKey, input }, async (tx) => {
    const { now: at, viewer, newId } = context;
    const rewardId = newId();
    await insertReward(tx, { ...input, rewardId, by: actorOf(viewer), at });
    const why = reasoning(at).apply('CR-6.04').fact('points', points).fact('validFrom', validFrom);
    const explanation = why.explain('OFFERED', text('已列入兑换目录。', 'It is in the catalogue.'));
    const subject = { type: 'PointsReward', id: rewardId };
    await keepAct(tx, context, { action: 'points.offer', siteId, subject, explanation });
    return done({ rewardId });
  });
};

export type WithdrawReward = { readonly idempotencyKey: string; readonly rewardId: string };

/** CR-6.04: today is the last day on which it can be had. Needs `points.manage` where it is offered. @throws NotFound */
export const withdrawReward = (
  context: BareContext,
  { idempotencyKey, ...input }: WithdrawReward,
): Promise<CommandResult<RewardDone>> =>
  runCommand({ ...context, name: 'withdrawPointsReward', idempotencyKey, input }, async (tx) => {
    const reward = await rewardById(tx, input.rewardId);
    if (!reward) throw new NotFound();
    const { rewardId, siteId } = reward;
    demand(context.viewer, 'points.manage', siteId);
    const today = siteDate(context.now);
    await endReward(tx, rewardId, today);
    const why = reasoning(context.now).apply('CR-6.04').fact('validThrough', today);
    const explanation = why.explain('WITHDRAWN', text('已停止兑换。', 'It is withdrawn.'));
    const subject = { type: 'PointsReward', id: rewardId };
    await keepAct(tx, context, { action: 'points.withdraw', siteId, subject, explanation });
    return done({ rewardId });
  });

export type SetLevels = { readonly idempotencyKey: string; readonly levels: readonly Level[] };

/** CR-6.04: sets the levels of the club. Needs `points.manage` everywhere. @throws BadInput */
export const setLevels = (
  context: BareContext,
  { idempotencyKey, ...input }: SetLevels,
): Promise<CommandResult<{ readonly version: number }>> => {
  demand(context.viewer, 'points.manage', null);
  if (!areLevelsSound(input.levels))
    throw new BadInput(
      text('等级门槛须逐级提高，代码不得重复。', 'Levels rise, each with a key of its own.'),
      'levels',
    );
  return runCommand({ ...context, name: 'setPointsLevels', idempotencyKey, input }, async (tx) => {
    const { now: at, viewer, newId } = context;
    const version = await insertLevels(tx, input.levels, { by: actorOf(viewer), at });
    const why = reasoning(at).apply('CR-6.04').fact('version', version);
    const explanation = why.explain('LEVELS_SET', text('会员等级已更新。', 'The levels were set.'));
    const subject = { type: 'PointsLevels', id: newId() };
    await keepAct(tx, context, { action: 'points.setLevels', siteId: null, subject, explanation });
    return done({ version });
  });
};
