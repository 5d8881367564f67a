import { type PolicyDefinition, text } from '@shouwen/kernel';

/** The rights of the person (CR-2.06). */
export type RightsParams = {
  /** Our reading: the law says "in time" (PIPL 50). */
  readonly 'rights.answerWorkdays': number;
  /** Our reading: brokers keep what belongs to a deal for five years at least. */
  readonly 'rights.keepDealYears': number;
};

export const rightsParams: Pick<PolicyDefinition<RightsParams>['params'], keyof RightsParams> = {
  'rights.answerWorkdays': {
    ...{ type: 'int', min: 1, max: 30, default: 15, rule: 'CR-2.06', unit: text('个工作日', 'workdays') },
    sentence: text(
      '个人信息权利请求须在几个工作日内答复。',
      'Within how many workdays a request of a person about the own data is answered.',
    ),
  },
  'rights.keepDealYears': {
    ...{ type: 'int', min: 0, max: 30, default: 5, rule: 'CR-2.06', unit: text('年', 'years') },
    sentence: text(
      '成交（或退订）后依法须保存客户资料几年；期满前只冻结、不删除。',
      'For how many years after a deal, or its cancellation, the data must be kept: until then they are frozen and not erased.',
    ),
  },
};
