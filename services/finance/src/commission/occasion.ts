import { isRuleId, type Reasoning, type Text, text } from '@shouwen/kernel';
import type { Occasion } from './commission.ts';

/** What happened, in words. */
export const occasionNames: Readonly<Record<Occasion['kind'], Text>> = {
  'attribution-change': text('归属变更', 'Who shares the deal has changed'),
  'terms-change': text('合同条件变更', 'The terms of the deal have changed'),
  'leave-change': text('病假变更', 'Sick leave changes the shares'),
  due: text('到期部分变更', 'What is due has changed'),
};

/** Notes why a commission is worked out again, and by which rules. */
export const explainOccasion = ({ kind, at, rules }: Occasion, reasons: Reasoning): void => {
  reasons.fact('occasion', kind, at);
  if (rules.length > 0) reasons.fact('occasionRules', rules);
  // By what it was decided anew: the ruling, the late recognition or whatever it was (SR-7.04).
  if (kind === 'attribution-change') reasons.apply('SR-9.05', ...rules.filter(isRuleId));
  if (kind === 'terms-change') reasons.apply('FI-1.05', 'SR-3.17');
};
