import { accepted, type Decision, type Refusal, reasoning, refused, text } from '@shouwen/kernel';

export type PhoneUnmasked = { readonly type: 'PhoneUnmasked'; readonly purpose: string };
export type UnmaskRefusal = Refusal<'PURPOSE_MISSING'>;

/** CR-2.03: unmasking one field is an act of its own, with a reason of 4 to 200 characters that stays in the trace. */
export const decideUnmasking = (purpose: string, now: Date): Decision<PhoneUnmasked, UnmaskRefusal> => {
  const why = reasoning(now).apply('CR-2.03', 'CR-2.04');
  const given = purpose
    .normalize('NFC')
    .replace(/\p{Cc}/gu, ' ')
    .replace(/\p{Cf}/gu, '')
    .trim();
  if (given.length >= 4 && given.length <= 200) {
    const summary = text(
      '已说明用途，显示完整号码并留痕。',
      'The purpose is given: the number is shown, and that is traced.',
    );
    return accepted(
      [{ type: 'PhoneUnmasked', purpose: given }],
      why.fact('purpose', given).explain('unmasked', summary),
    );
  }
  const message = text(
    '查看完整号码须说明用途（4 至 200 字）。',
    'State in 4 to 200 characters why the number is needed.',
  );
  return refused({ code: 'PURPOSE_MISSING', rule: 'CR-2.03', message }, why.explain('refused', message));
};
