import type { RuleId, Text } from '@shouwen/kernel';
import { text } from '@shouwen/kernel';

/** The seven categories of the owner reception log (PS-2). */
export const categories = ['after-sales', 'repair', 'complaint', 'service', 'praise', 'suggestion', 'other'] as const;
export type Category = (typeof categories)[number];

/** On which way the owner came; an answer is due on every one alike (PS-1.02). */
export type Channel = 'in-person' | 'phone' | 'letter' | 'mail' | 'message';

/** Kinds of complaint; the kind gives the department responsible (PS-3.02). */
export type ComplaintKind =
  | 'product-quality'
  | 'contract'
  | 'repair-quality'
  | 'service-quality'
  | 'attitude'
  | 'public-utilities'
  | 'internal-outage'
  | 'suggestion';

/** Where the log sends a matter of each category, and the rule that says so. */
export const destinationOf: Readonly<Record<Category, { readonly rule: RuleId; readonly goesTo: Text }>> = {
  'after-sales': {
    rule: 'PS-2.01',
    goesTo: text('当日开具返修联系单转售后', 'a rework slip to after-sales the same day'),
  },
  repair: { rule: 'PS-2.02', goesTo: text('报修', 'repairs') },
  complaint: { rule: 'PS-2.03', goesTo: text('投诉处理', 'complaint handling') },
  service: { rule: 'PS-2.04', goesTo: text('有偿服务', 'paid services') },
  praise: { rule: 'PS-2.05', goesTo: text('核实后记入员工档案', 'the staff record, once verified') },
  suggestion: { rule: 'PS-2.06', goesTo: text('汇总报项目经理', 'the project manager, collected') },
  other: { rule: 'PS-2.07', goesTo: text('失物招领等登记', 'the register of lost property and the like') },
};
