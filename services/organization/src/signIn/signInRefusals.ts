import type { CommandResult } from '@shouwen/access';
import { type Refusal, reasoning, text } from '@shouwen/kernel';

const refusals = {
  /** The same answer whether the name, the password or the person's leaving is the reason. */
  SIGN_IN_FAILED: text('登录名或密码不正确。', 'The sign-in name or the password is wrong.'),
  TOO_MANY_ATTEMPTS: text('尝试次数过多，请几分钟后再试。', 'Too many attempts; try again in a few minutes.'),
  SIGN_IN_BUSY: text('系统繁忙，请稍后再试。', 'Too many people are signing in; try again in a moment.'),
  SESSION_ENDED: text('登录已失效，请重新登录。', 'The session has ended; please sign in again.'),
} as const;

export type SignInRefusalCode = keyof typeof refusals;

/** A refusal that tells a stranger nothing: its explanation has no facts. */
export const signInRefusal = (code: SignInRefusalCode, now: Date): CommandResult<never> => {
  const message = refusals[code];
  const retryable = code === 'TOO_MANY_ATTEMPTS' || code === 'SIGN_IN_BUSY';
  const refusal: Refusal<SignInRefusalCode> = { code, rule: 'OR-1.05', message, retryable };
  return { outcome: 'refused', refusal, explanation: reasoning(now).apply('OR-1.05').explain(code, message) };
};
