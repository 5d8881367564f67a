import { type PolicyDefinition, text } from '@shouwen/kernel';

/** Registers that are imported (CR-1.07). Our readings: the source names no numbers. */
export type ImportParams = {
  readonly 'import.mostRows': number;
  readonly 'import.keepDays': number;
};

export const importParams: Pick<PolicyDefinition<ImportParams>['params'], keyof ImportParams> = {
  'import.mostRows': {
    ...{ type: 'int', min: 1, max: 200_000, default: 50_000, rule: 'CR-1.07', unit: text('行', 'rows') },
    sentence: text('一次导入至多几行。', 'How many rows an import has at most.'),
  },
  'import.keepDays': {
    ...{ type: 'int', min: 1, max: 30, default: 3, rule: 'CR-1.07', unit: text('天', 'days') },
    sentence: text(
      '未确认的导入几天后自动取消并销毁内容。',
      'After how many days an import that nobody confirmed is called off and what was handed over destroyed.',
    ),
  },
};
