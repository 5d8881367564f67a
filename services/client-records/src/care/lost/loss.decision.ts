import { addDays, type Explanation, type PolicyVersion, reasoning, text } from '@shouwen/kernel';
import type { CareParams } from '../../policies/index.ts';
import type { LostCause } from './lost.ts';

export type LossFacts = {
  readonly now: Date;
  readonly cause: Exclude<LostCause, 'marked'>;
  readonly detail: string;
  readonly endedOn: string;
  /** Whether another claim or deal binds the client to us. */
  readonly isBound: boolean;
  readonly policy: PolicyVersion<CareParams>;
};

/** CR-7.04: whom nothing binds to us any more is lost, some days after the last bond ended; null for who is still bound. */
export const lossOf = (facts: LossFacts): { readonly listedFrom: string; readonly explanation: Explanation } | null => {
  const { now, cause, detail, endedOn, isBound, policy } = facts;
  if (isBound) return null;
  const listedFrom = addDays(endedOn, policy.params['lost.afterDays']);
  const why = reasoning(now).apply('CR-7.04').under(policy).fact('cause', cause).fact('endedBecause', detail);
  const explanation = why.fact('endedOn', endedOn).fact('listedFrom', listedFrom).explain('LOST', lost);
  return { listedFrom, explanation };
};

/** Coming back before the client counted as lost, it never was; from that day on it is told as a return. */
export const returnOf = (
  loss: { readonly endedOn: string; readonly listedFrom: string },
  cameOn: string,
): 'never-lost' | 'returned' | 'before' => {
  if (cameOn < loss.endedOn) return 'before';
  return cameOn < loss.listedFrom ? 'never-lost' : 'returned';
};

const lost = text('客户已无有效归属或成交，列为流失。', 'Nothing binds the client to us any more: it counts as lost.');
