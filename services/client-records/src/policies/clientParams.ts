import { type PolicyDefinition, text } from '@shouwen/kernel';

/** The parameters of the client's record (CR-1, CR-2.03). */
export type ClientParams = {
  /** Our addition: the source says only that contact data is checked at regular intervals. */
  readonly 'contact.checkEveryDays': number;
  /** Our reading of how far what is masked is masked. */
  readonly 'mask.level': string;
};

export const clientParams: Pick<PolicyDefinition<ClientParams>['params'], keyof ClientParams> = {
  'contact.checkEveryDays': {
    type: 'int',
    min: 1,
    max: 3650,
    default: 180,
    rule: 'CR-1.06',
    unit: text('天', 'days'),
    sentence: text(
      '客户联系方式至少每几天核实一次。',
      'Within how many days the contact data of a client is checked again.',
    ),
  },
  'mask.level': {
    type: 'enum',
    options: ['none', 'list', 'all'],
    default: 'all',
    rule: 'CR-2.03',
    sentence: text(
      '脱敏范围：all 处处脱敏；list 列表脱敏，有权者在自己客户的页面可见全文；none 有权者在可查阅客户的页面均可见全文。列表始终脱敏，凡显示全文必留痕。',
      'What is masked: all, everywhere; list, not on the page of an own client to who may unmask; none, not on any page either. Lists are always masked, and what is shown in full is traced.',
    ),
  },
};
