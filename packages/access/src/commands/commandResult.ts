import type { Explanation, Refusal } from '@shouwen/kernel';

/** The answer of a command. `result` is plain JSON (dates as ISO text), because the stored answer is given out again. */
export type CommandResult<T> =
  | { readonly outcome: 'accepted'; readonly result: T }
  | { readonly outcome: 'refused'; readonly refusal: Refusal; readonly explanation: Explanation };

export const done = <T>(result: T): CommandResult<T> => ({ outcome: 'accepted', result });

export const refusedWith = <T>(refusal: Refusal, explanation: Explanation): CommandResult<T> => ({
  outcome: 'refused',
  refusal,
  explanation,
});
