import { type Decision, type Reasoning, type Refusal, type RuleId, refused } from '@shouwen/kernel';
import type { ClaimEvent } from '../claims/claim.ts';
import * as say from './recogniseClientTexts.ts';

export type RecognitionRefusal = Refusal<
  | 'ALREADY_YOURS'
  | 'NO_VALID_PROOF'
  | 'NOT_ANSWERED'
  | 'RECOGNISED_TOO_LATE'
  | 'DEAL_WAS_CLOSED'
  | 'CHANCE_ACQUAINTANCE'
>;

/** Late, or without effect. */
export const refuse = (
  code: RecognitionRefusal['code'],
  rule: RuleId,
  why: Reasoning,
): Decision<ClaimEvent, RecognitionRefusal> => {
  const message = say.refusals[code];
  return refused({ code, rule, message }, why.apply(rule).explain('STAYS', message));
};
