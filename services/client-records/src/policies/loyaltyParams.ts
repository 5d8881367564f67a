import { type IntSpec, type PolicyDefinition, text } from '@shouwen/kernel';

/** Loyalty points (CR-6.04); the defaults are those of the style `club`. */
export type LoyaltyParams = {
  readonly 'points.newClient': number;
  readonly 'points.perThousandYuan': number;
  readonly 'points.perDeal': number;
  /** The day of the event is the first of them. */
  readonly 'points.eventDays': number;
  /** 0: never. */
  readonly 'points.expireMonths': number;
  readonly 'points.confirmAbove': number;
};

const points = text('分', 'points');

const whole = (
  [min, max, value]: readonly [number, number, number],
  unit: IntSpec<number>['unit'],
  [zh, en]: readonly [string, string],
): IntSpec<number> => ({
  ...{ type: 'int', min, max, default: value, rule: 'CR-6.04', sentence: text(`${zh}。`, `${en}.`) },
  ...(unit ? { unit } : {}),
});

export const loyaltyParams: Pick<PolicyDefinition<LoyaltyParams>['params'], keyof LoyaltyParams> = {
  'points.newClient': whole([0, 100_000, 100], points, [
    '老客户每带一位新客户参加活动的积分',
    'Points for each new client brought to an event',
  ]),
  'points.perThousandYuan': whole([0, 10_000, 100], points, [
    '所带新客户在活动中成交，每满1000元的积分',
    'Points for each full 1,000 yuan sold to a client so brought at the event',
  ]),
  'points.perDeal': whole([0, 100_000, 100], points, ['客户每成交一笔的积分', 'Points of a client for each own deal']),
  'points.eventDays': whole([1, 30, 1], text('天', 'days'), [
    '自活动当日起几天内成交算作活动现场成交（当日为第一天）',
    'Within how many days a deal counts as closed at the event, its day being the first',
  ]),
  'points.expireMonths': whole([0, 120, 24], text('个月', 'months'), [
    '积分几个月后到期；0为不到期',
    'After how many months points expire; 0: never',
  ]),
  'points.confirmAbove': whole([0, 1_000_000, 1_000], points, [
    '一次兑换超过多少积分须由另一人确认',
    'Above how many points a redemption needs the confirmation of another person',
  ]),
};
