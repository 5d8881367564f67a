import { type Refusal, text } from '@shouwen/kernel';
import { cleanText } from '../contacts/index.ts';

export type WhyRefusal = Refusal<'WHY_MISSING'>;

/** Why something is changed (CR-1.06), cleaned: 2 to 200 characters; or the refusal. */
export const readWhy = (written: string): string | WhyRefusal => {
  const given = cleanText(written, 200);
  return given !== null && [...given].length >= 2 ? given : missing;
};

const missing: WhyRefusal = {
  code: 'WHY_MISSING',
  rule: 'CR-1.06',
  message: text('须说明修改原因（2 至 200 字）。', 'State in 2 to 200 characters why this is changed.'),
};
