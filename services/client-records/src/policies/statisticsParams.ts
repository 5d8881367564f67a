import { type PolicyDefinition, text } from '@shouwen/kernel';

/** Exports (CR-4.08) and reports in figures (CR-4.09). Our readings: the source names no numbers. */
export type StatisticsParams = {
  readonly 'export.mostRows': number;
  readonly 'export.keepHours': number;
  readonly 'statistics.mostDays': number;
  readonly 'statistics.smallest': number;
};

export const statisticsParams: Pick<PolicyDefinition<StatisticsParams>['params'], keyof StatisticsParams> = {
  'export.mostRows': {
    ...{ type: 'int', min: 1, max: 20_000, default: 5_000, rule: 'CR-4.08', unit: text('行', 'rows') },
    sentence: text('一次导出至多几位客户。', 'How many clients an export has at most.'),
  },
  'export.keepHours': {
    ...{ type: 'int', min: 1, max: 72, default: 24, rule: 'CR-4.08', unit: text('小时', 'hours') },
    sentence: text(
      '导出文件几小时内未下载即销毁。',
      'After how many hours an exported file that was not fetched is destroyed.',
    ),
  },
  'statistics.mostDays': {
    ...{ type: 'int', min: 1, max: 1_100, default: 366, rule: 'CR-4.09', unit: text('天', 'days') },
    sentence: text('统计报表一次批准最长几天。', 'For how many days at most a periodic report is approved.'),
  },
  'statistics.smallest': {
    ...{ type: 'int', min: 1, max: 50, default: 5, rule: 'CR-4.09', unit: text('人', 'clients') },
    sentence: text(
      '统计报表中少于几人的数字不予显示。',
      'Figures of fewer clients than this are not shown in a report, for they tell of persons.',
    ),
  },
};
