import { type Explanation, formatYuan, type RuleId, reasoning, type Text, text } from '@shouwen/kernel';
import type { Occasion } from '../commission.ts';
import { occasionNames } from '../occasion.ts';

/** What lowered an account below what was paid from it. */
export type SetOffReason = Occasion['kind'] | 'commission' | 'cancellation' | 'withholding' | 'correction';

const reasonNames: Readonly<Record<SetOffReason, Text>> = {
  ...occasionNames,
  commission: text('成交', 'Another deal was posted'),
  cancellation: text('退订', 'The deal is cancelled'),
  withholding: text('依处罚暂扣佣金', 'Commission is withheld by sanction'),
  correction: text('异议更正', 'An objection was ruled on'),
};

const rules: Readonly<Record<SetOffReason, readonly RuleId[]>> = {
  'attribution-change': ['SR-9.05'],
  'terms-change': [],
  'leave-change': ['FI-1.04'],
  due: ['FI-1.01'],
  commission: [],
  cancellation: [],
  withholding: ['FI-1.06'],
  correction: ['FI-1.09'],
};

/** FI-1.05: why a claim came to be: more was paid than is owed since that happened. */
export const explainSetOff = (because: SetOffReason, { owedFen, at }: { owedFen: number; at: Date }): Explanation => {
  const reasons = reasoning(at).apply('FI-1.05', ...rules[because]);
  reasons.fact('because', because, at).fact('overpaid', -owedFen);
  const amount = formatYuan(-owedFen);
  const { zh, en } = reasonNames[because];
  const summary = text(
    `${zh}：已付 ${amount} 元转为下期抵扣。`,
    `${en}: ${amount} already paid is set off against the next statement.`,
  );
  return reasons.explain('set-off', summary);
};
