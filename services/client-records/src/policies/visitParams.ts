import { type IntSpec, type PolicyDefinition, type RuleId, text } from '@shouwen/kernel';

/** Visit plans (CR-8). */
export type VisitParams = {
  /** Visits a month; 0: whoever holds the post plans none. */
  readonly 'visitPlan.quotaConsultant': number;
  readonly 'visitPlan.quotaLeasingAgent': number;
  readonly 'visitPlan.quotaSupervisor': number;
  readonly 'visitPlan.quotaManager': number;
  readonly 'visitPlan.remindDays': number;
  readonly 'visit.reportDays': number;
  readonly 'visit.costLimitYuan': number;
};

const whole = (
  rule: RuleId,
  [min, max, value]: readonly [number, number, number],
  { unit, zh, en }: { readonly unit: IntSpec<number>['unit']; readonly zh: string; readonly en: string },
): IntSpec<number> => ({
  ...{ type: 'int', min, max, default: value, rule, sentence: text(`${zh}。`, `${en}.`) },
  ...(unit ? { unit } : {}),
});

const quota = (value: number, [zh, en]: readonly [string, string]): IntSpec<number> =>
  whole('CR-8.01', [0, 200, value], {
    ...{ unit: text('次', 'visits'), zh: `${zh}每月拜访客户的次数；0为不须提交计划` },
    en: `Visits a month of a ${en}; 0: no plan is asked for`,
  });

export const visitParams: Pick<PolicyDefinition<VisitParams>['params'], keyof VisitParams> = {
  'visitPlan.quotaConsultant': quota(8, ['置业顾问', 'consultant']),
  'visitPlan.quotaLeasingAgent': quota(8, ['租赁专员', 'leasing agent']),
  'visitPlan.quotaSupervisor': quota(4, ['销售主管', 'sales supervisor']),
  'visitPlan.quotaManager': quota(0, ['销售经理', 'sales manager']),
  'visitPlan.remindDays': whole('CR-8.01', [0, 15, 3], {
    ...{ unit: text('天', 'days'), zh: '月底前几天提醒未提交拜访计划的人' },
    en: 'How many days before the end of the month whoever has not handed in a plan is reminded',
  }),
  'visit.reportDays': whole('CR-8.02', [1, 30, 2], {
    ...{ unit: text('天', 'days'), zh: '拜访后几天内提交拜访报告' },
    en: 'Within how many days of a visit its report is due',
  }),
  'visit.costLimitYuan': whole('CR-8.04', [0, 1_000_000, 1_000], {
    ...{ unit: text('元', 'yuan'), zh: '拜访费用超过多少须由区域经理批准' },
    en: 'Above how much the cost of a visit is approved by the regional manager',
  }),
};
