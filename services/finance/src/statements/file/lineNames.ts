import { type Text, text } from '@shouwen/kernel';
import type { LineKind, LineState } from '../statement.ts';

/** What a line is called in a file. */
export const lineNames: Readonly<Record<LineKind, Text>> = {
  commission: text('佣金', 'Commission'),
  'attribution-change': text('归属变更', 'Change of attribution'),
  'terms-change': text('合同条件变更', 'Change of terms'),
  'leave-change': text('病假变更', 'Change by sick leave'),
  due: text('到期佣金', 'Became due'),
  cancellation: text('退订冲回', 'Cancellation'),
  'set-off': text('抵扣', 'Set-off'),
  withholding: text('暂扣', 'Withheld'),
  release: text('解除暂扣', 'Released'),
  correction: text('更正', 'Correction'),
  'pool-spending': text('公佣支出', 'Spent from the pool'),
  payment: text('支付', 'Payment'),
  fine: text('处罚', 'Fine'),
  attendance: text('考勤处罚', 'Attendance'),
  'carry-over': text('上期结转', 'Carried over'),
};

export const stateNames: Readonly<Record<LineState, Text>> = {
  counted: text('计入', 'Counted'),
  frozen: text('冻结', 'Frozen'),
  'held-back': text('缓付', 'Held back'),
};
