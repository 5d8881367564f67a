import { BadInput, NotFound } from '@shouwen/access';
import { isUuid, text } from '@shouwen/kernel';
import { type GraphContext, toGraphMoney } from '@shouwen/subgraph';
import { demandIds } from '../demandIds.ts';
import { toGraphResult } from '../toGraphResult.ts';
import { type Achieved, partsOfAUnit, tenthsOfPercent } from './achievement.ts';
import { type Achievements, achievementsAt, type Standing } from './achievementQueries.ts';
import { setTarget, type TargetSet } from './setTarget.ts';
import { daysOf, type Goals } from './target.ts';

type SetTargetInput = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly staffId?: string | null;
  readonly period: string;
  readonly units: number;
  readonly amount: number;
  readonly cash: number;
};

const find = async ({ siteId, period }: TargetSet, { db, viewer }: GraphContext): Promise<Achievements | null> => {
  const days = daysOf(period);
  if (!days) throw new BadInput(text('期间须为年或年月。', 'A period is a year or a month.'), 'period');
  return isUuid(siteId) ? db.read((tx) => achievementsAt(tx, viewer, { siteId, period, days })) : null;
};

const percent = (achieved: number, goal: number | undefined): number | null => {
  const tenths = goal === undefined ? null : tenthsOfPercent(achieved, goal);
  return tenths === null ? null : tenths / 10;
};

export const targetsResolvers = {
  Query: {
    salesAchievements: (_: unknown, asked: TargetSet, context: GraphContext) => find(asked, context),
  },
  Mutation: {
    setTarget: async (_: unknown, { input }: { readonly input: SetTargetInput }, context: GraphContext) => {
      if (!isUuid(input.siteId)) throw new NotFound();
      demandIds({ staffId: input.staffId });
      const { amount: amountFen, cash: cashFen, staffId, ...rest } = input;
      const answer = await setTarget(context, { ...rest, staffId: staffId ?? null, amountFen, cashFen });
      return toGraphResult('TargetSet', answer);
    },
  },
  TargetSet: {
    achievements: (set: TargetSet, _: unknown, context: GraphContext) => find(set, context),
  },
  SalesAchievements: {
    from: ({ days }: Achievements) => days.from,
    through: ({ days }: Achievements) => days.through,
  },
  SalesStanding: {
    staff: ({ staffId }: Standing) => (staffId === null ? null : { id: staffId }),
    progress: ({ goals, achieved }: Standing) => ({
      units: percent(achieved.unitParts, goals === null ? undefined : goals.units * partsOfAUnit),
      amount: percent(achieved.amountFen, goals?.amountFen),
      cash: percent(achieved.cashFen, goals?.cashFen),
    }),
  },
  SalesGoals: {
    amount: ({ amountFen }: Goals) => toGraphMoney(amountFen),
    cash: ({ cashFen }: Goals) => toGraphMoney(cashFen),
  },
  SalesAchieved: {
    units: ({ unitParts }: Achieved) => unitParts / partsOfAUnit,
    amount: ({ amountFen }: Achieved) => toGraphMoney(amountFen),
    cash: ({ cashFen }: Achieved) => toGraphMoney(cashFen),
  },
};
