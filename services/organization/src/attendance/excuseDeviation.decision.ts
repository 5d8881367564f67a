import { accepted, type Decision, type Refusal, reasoning, refused, text } from '@shouwen/kernel';
import type { Deviation } from './deviation.ts';

export type ExcuseFacts = { readonly now: Date; readonly deviation: Deviation; readonly excuserId: string };
export type DeviationExcused = { readonly type: 'DeviationExcused' };
export type ExcuseCode = 'OWN_DEVIATION' | 'DEVIATION_EXCUSED';

/** OR-4.03: a deviation that was a mistake, or had a good reason, does not count. Nobody excuses their own. */
export const decideExcuse = ({
  now,
  deviation,
  excuserId,
}: ExcuseFacts): Decision<DeviationExcused, Refusal<ExcuseCode>> => {
  const reasons = reasoning(now).apply('OR-4.03').fact('on', deviation.on).fact('kind', deviation.kind);
  const refuse = (code: ExcuseCode, zh: string, en: string) =>
    refused({ code, rule: 'OR-4.03', message: text(zh, en) } as const, reasons.explain(code, text(zh, en)));
  if (deviation.staffId === excuserId) {
    return refuse('OWN_DEVIATION', '不能豁免本人的考勤异常。', 'Nobody excuses their own deviation.');
  }
  if (deviation.excusedAt !== null) {
    return refuse('DEVIATION_EXCUSED', '该考勤异常已豁免。', 'This was excused before.');
  }
  const summary = text('考勤异常不计。', 'The deviation does not count.');
  return accepted([{ type: 'DeviationExcused' }], reasons.explain('EXCUSED', summary));
};
