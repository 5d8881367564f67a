import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { isRetryable } from './errors.ts';

const mostTries = 5;

/**
 * Runs the work again, as a whole, when PostgreSQL asks for it (40001, 40P01): at most five tries, with full jitter.
 * Nothing outside the database may happen inside the work, because it may run more than once.
 */
export const withRetry = async <T>(work: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isRetryable(error) || attempt === mostTries) throw error;
      await pause(jitterMilliseconds(attempt));
    }
  }
};

// Full jitter: rivals that collided once must not collide again in step. Chance decides only when, never what.
const jitterMilliseconds = (attempt: number): number => randomInt(1, 10 * 2 ** attempt);
