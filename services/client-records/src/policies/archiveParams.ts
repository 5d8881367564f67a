import { type PolicyDefinition, text } from '@shouwen/kernel';

/** The parameters of the archive and its custody (CR-3). */
export type ArchiveParams = {
  readonly 'archive.approvalDays': number;
  readonly 'custody.inspectionMonths': number;
};

export const archiveParams: Pick<PolicyDefinition<ArchiveParams>['params'], keyof ArchiveParams> = {
  'archive.approvalDays': {
    type: 'int',
    min: 1,
    max: 90,
    default: 7,
    rule: 'CR-3.03',
    unit: text('天', 'days'),
    sentence: text(
      '建档后几天内须经销售总监审批，逾期列出。',
      'Within how many days of its opening an archive is approved; from then on it is listed as late.',
    ),
  },
  'custody.inspectionMonths': {
    type: 'int',
    min: 1,
    max: 24,
    default: 6,
    rule: 'CR-3.04',
    unit: text('个月', 'months'),
    sentence: text('档案保管每隔几个月检查一次。', 'How many months after an inspection the next one is due.'),
  },
};
