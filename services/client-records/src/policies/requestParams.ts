import { type PolicyDefinition, text } from '@shouwen/kernel';

/** The parameters of access requests, grants and loans (CR-4). */
export type RequestParams = {
  /** Who approves that a file is viewed: client service, or the general manager for every archive. */
  readonly 'view.approver': string;
  readonly 'request.stampWorkdays': number;
  readonly 'request.decideWorkdays': number;
  readonly 'request.escalateWorkdays': number;
  readonly 'request.deputyMostDays': number;
  readonly 'grant.mostDays': number;
  readonly 'loan.mostDays': number;
  readonly 'loan.headAfterDays': number;
};

const days = text('天', 'days');
const workdays = text('个工作日', 'working days');

export const requestParams: Pick<PolicyDefinition<RequestParams>['params'], keyof RequestParams> = {
  'view.approver': {
    type: 'enum',
    options: ['clientService', 'generalManager'],
    default: 'clientService',
    rule: 'CR-4.01',
    sentence: text(
      '查阅由谁批准：客户服务部，或一切档案均由总经理批准（同样适用于CR-4.02和CR-4.08）。',
      'Who approves viewing: client service, or the general manager for every archive, then CR-4.02 and CR-4.08 too.',
    ),
  },
  'request.stampWorkdays': {
    type: 'int',
    min: 1,
    max: 30,
    default: 2,
    rule: 'CR-4',
    unit: workdays,
    sentence: text(
      '部门负责人须在几个工作日内签字。',
      'Within how many working days the head of the department signs.',
    ),
  },
  'request.decideWorkdays': {
    type: 'int',
    min: 1,
    max: 30,
    default: 3,
    rule: 'CR-4',
    unit: workdays,
    sentence: text(
      '其后每一级审批须在几个工作日内完成。',
      'Within how many working days each further step is decided.',
    ),
  },
  'request.escalateWorkdays': {
    type: 'int',
    min: 1,
    max: 30,
    default: 1,
    rule: 'CR-4',
    unit: workdays,
    sentence: text(
      '逾期几个工作日后上报总经理。',
      'How many working days after its deadline an undecided step is told to the general manager.',
    ),
  },
  'request.deputyMostDays': {
    type: 'int',
    min: 1,
    max: 366,
    default: 30,
    rule: 'CR-4',
    unit: days,
    sentence: text('审批人一次委托他人代为审批最长几天。', 'For how many days at most an approver names a deputy.'),
  },
  'grant.mostDays': {
    type: 'int',
    min: 1,
    max: 366,
    default: 30,
    rule: 'CR-4',
    unit: days,
    sentence: text('一次授权最长几天。', 'How many days a grant may last at most.'),
  },
  'loan.mostDays': {
    type: 'int',
    min: 1,
    max: 30,
    default: 3,
    rule: 'CR-4.04',
    unit: days,
    sentence: text('借阅最长几天。', 'For how many days a file may be borrowed at most.'),
  },
  'loan.headAfterDays': {
    type: 'int',
    min: 0,
    max: 30,
    default: 1,
    rule: 'CR-4.05',
    unit: days,
    sentence: text(
      '催还后几天仍未归还的，报部门负责人。',
      'How many days after the reminder the head of the department is told that a loan is still out.',
    ),
  },
};
