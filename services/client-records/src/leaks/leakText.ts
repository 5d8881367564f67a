import { BadInput } from '@shouwen/access';
import { text } from '@shouwen/kernel';
import { cleanText } from '../contacts/index.ts';

const most = 2_000;

/** What somebody wrote about a case: 4 to 2,000 characters. @throws BadInput naming the field */
export const readLeakText = (written: string, field: string): string => {
  const clean = cleanText(written, most);
  if (clean === null || [...clean].length < 4)
    throw new BadInput(text('请填写 4 至 2000 字。', 'Between 4 and 2,000 characters.'), field);
  return clean;
};
