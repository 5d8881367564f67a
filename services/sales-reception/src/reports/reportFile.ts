import { formatYuan } from '@shouwen/kernel';
import { type Cell, type TableFile, type TableFormat, tableFile } from '@shouwen/tables';
import type { Figures } from './figures.ts';

export type FileAsked = {
  readonly format: TableFormat;
  /** What the file is called, without its ending. */
  readonly title: string;
  /** Names of the staff, which this department does not keep. */
  readonly names: ReadonlyMap<string, string>;
};

/** SR-8.03: the figures as a file for a spreadsheet. */
export const reportFile = async (figures: Figures, { format, title, names }: FileAsked): Promise<TableFile> => {
  const name = `${title}_${figures.from}_${figures.through}`;
  return tableFile({ format, name, sheet: title, rows: rowsOf(figures, names) });
};

const heading: readonly Cell[] = [
  '类别 Group',
  '项目 Item',
  '来访 Visits',
  '计轮次 Counted turns',
  '来访登记 Visits registered',
  '来电 Calls',
  '来电登记 Calls registered',
  '跟进 Follow-ups',
  '有效跟进 Follow-ups that reached',
  '成交套数 Deals',
  '成交金额（元） Deal amount (CNY)',
  '退订 Cancellations',
];

const rowsOf = (figures: Figures, names: ReadonlyMap<string, string>): Cell[][] => {
  const { from, through, byConsultant, byClass, bySource } = figures;
  return [
    [...heading],
    [
      '合计 Total',
      from === through ? from : `${from} – ${through}`,
      figures.visits,
      figures.countedVisits,
      figures.registeredVisits,
      figures.calls,
      figures.registeredCalls,
      figures.followUps,
      figures.reachedFollowUps,
      figures.deals,
      formatYuan(figures.dealAmountFen),
      figures.cancellations,
    ],
    ...byConsultant.map(({ consultantId, visits, calls, followUps, deals, dealAmountFen }): Cell[] => {
      const name = names.get(consultantId) ?? consultantId;
      return [
        '置业顾问 Consultant',
        name,
        visits,
        null,
        null,
        calls,
        null,
        followUps,
        null,
        deals,
        formatYuan(dealAmountFen),
        null,
      ];
    }),
    ...byClass.map(({ class: grade, visits, calls }) =>
      registered('客户等级 Class', grade ?? '未评 unranked', { visits, calls }),
    ),
    ...bySource.map(({ source, visits, calls }) => registered('来源 Source', source, { visits, calls })),
  ];
};

/** Classes and sources are known of what was registered. */
const registered = (group: string, item: string, { visits, calls }: { visits: number; calls: number }): Cell[] => [
  group,
  item,
  null,
  null,
  visits,
  null,
  calls,
  ...Array.from({ length: 5 }, () => null),
];
