import { BadInput } from '@shouwen/access';
import { text } from '@shouwen/kernel';
import { isMonth, type Month } from './month.ts';

/** A month as an argument of the graph. @throws BadInput */
export const monthArgument = (month: string): Month => {
  if (!isMonth(month)) throw new BadInput(text('月份须写作 YYYY-MM。', 'A month is written YYYY-MM.'), 'month');
  return month;
};
