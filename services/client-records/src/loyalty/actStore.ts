import { guardedUpdate, type Tx } from '@shouwen/database';
import { type Level, usualLevels } from './level.ts';
import type { PointsAct } from './points.ts';
import type { Reward } from './pointsAct.decision.ts';

const rewardColumns = `reward_id AS "rewardId", site_id AS "siteId", kind, zh, en, points, valid_from AS "validFrom",
  valid_through AS "validThrough"`;

type Setting = { readonly by: string; readonly at: Date };

export const insertReward = async (tx: Tx, reward: Reward & Setting): Promise<void> => {
  await tx.query(
    `INSERT INTO points_reward (reward_id, site_id, kind, zh, en, points, valid_from, valid_through, set_by, set_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[reward.rewardId, reward.siteId, reward.kind, reward.zh, reward.en, reward.points, reward.validFrom],
      ...[reward.validThrough, reward.by, reward.at],
    ],
  );
};

/** Ends what can be had, with that day. */
export const endReward = async (tx: Tx, rewardId: string, on: string): Promise<void> => {
  await tx.query('UPDATE points_reward SET valid_through = greatest($2::date, valid_from) WHERE reward_id = $1', [
    ...[rewardId, on],
  ]);
};

/** What the clients of a site can have: its own, and the company's. */
export const rewardOf = async (tx: Tx, rewardId: string, siteId: string): Promise<Reward | null> => {
  const rows: Reward[] = await tx.query(
    `SELECT ${rewardColumns} FROM points_reward WHERE reward_id = $1 AND (site_id IS NULL OR site_id = $2)`,
    [rewardId, siteId],
  );
  return rows[0] ?? null;
};

export const rewardById = async (tx: Tx, rewardId: string): Promise<Reward | null> => {
  const rows: Reward[] = await tx.query(`SELECT ${rewardColumns} FROM points_reward WHERE reward_id = $1`, [rewardId]);
  return rows[0] ?? null;
};

type RewardPage = {
  readonly siteId: string;
  readonly on: string;
  readonly after: string | null;
  readonly limit: number;
};

export const pageOfRewards = async (tx: Tx, { siteId, on, after, limit }: RewardPage): Promise<Reward[]> =>
  tx.query(
    `SELECT ${rewardColumns} FROM points_reward WHERE (site_id IS NULL OR site_id = $1)
       AND (valid_through IS NULL OR valid_through >= $2::date) AND ($3::uuid IS NULL OR reward_id > $3)
     ORDER BY reward_id LIMIT $4`,
    [siteId, on, after, limit],
  );

export const insertAct = async (tx: Tx, act: Omit<PointsAct, 'version' | 'decidedBy'>): Promise<void> => {
  await tx.query(
    `INSERT INTO points_act (act_id, kind, client_id, site_id, points, reason, reward_id, quantity, state, asked_by, asked_at,
       explanation_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      ...[act.actId, act.kind, act.clientId, act.siteId, act.points, act.reason, act.rewardId, act.quantity],
      ...[act.state, act.askedBy, act.askedAt, act.explanationId],
    ],
  );
};

type Decided = Pick<PointsAct, 'state' | 'explanationId'> & { readonly decidedBy: string };

/** @throws ConcurrentChange when it was decided meanwhile */
export const decideAct = (tx: Tx, { actId, version }: PointsAct, decided: Decided): Promise<void> =>
  guardedUpdate(tx, 'points_act', {
    where: { act_id: actId, version, state: 'pending' },
    set: { state: decided.state, decided_by: decided.decidedBy, explanation_id: decided.explanationId },
  });

/** Levels in force: the newest version. */
export const levelsNow = async (tx: Tx): Promise<{ readonly version: number; readonly levels: readonly Level[] }> => {
  const rows: { version: number; levels: Level[] }[] = await tx.query(
    'SELECT version, levels FROM points_levels ORDER BY version DESC LIMIT 1',
  );
  return rows[0] ?? { version: 0, levels: usualLevels };
};

/** Two who set levels at once get versions one after the other. */
export const insertLevels = async (tx: Tx, levels: readonly Level[], { by, at }: Setting): Promise<number> => {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('points_levels', 0))`);
  const [row] = (await tx.query(
    `INSERT INTO points_levels (version, levels, set_by, set_at)
     SELECT coalesce(max(version), 0) + 1, $1::jsonb, $2, $3 FROM points_levels RETURNING version`,
    [JSON.stringify(levels), by, at],
  )) as [{ version: number }];
  return row.version;
};
