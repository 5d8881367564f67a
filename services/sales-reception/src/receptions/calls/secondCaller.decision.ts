import { accepted, type Decision, type Refusal, refused, text } from '@shouwen/kernel';
import { type FloorFacts, floorReasoning, isSuspended, type RotationEvent } from '../../rotation/index.ts';

type SecondCallerFacts = FloorFacts & {
  readonly cycle: readonly string[];
  readonly consultantId: string;
  readonly clientId: string | null;
};

/** SR-1.12: a second caller is nobody's fault: the number is noted, and the same consultant calls back. */
export const decideSecondCaller = (
  facts: SecondCallerFacts,
): Decision<RotationEvent, Refusal<'CALLER_NOT_IDENTIFIED' | 'CANNOT_ANSWER'>> => {
  const { cycle, consultantId, clientId, rotation, at } = facts;
  const because = floorReasoning(facts)
    .apply('SR-1.12')
    .fact('onTheLine', consultantId, at)
    .reject('V-46', alreadySpeaking);
  const mayAnswer = cycle.includes(consultantId) && !isSuspended(rotation, consultantId);
  const refusal = !mayAnswer ? cannotAnswer : clientId === null ? notIdentified : null;
  if (refusal) return refused(refusal, because.explain(refusal.code, refusal.message));
  return accepted([], because.explain('TO_CALL_BACK', alreadySpeaking));
};

export const notIdentified = {
  code: 'CALLER_NOT_IDENTIFIED',
  rule: 'SR-1.12',
  message: text(
    '须先凭号码登记来电客户，方可回拨。',
    'Identify the caller by the number first; else nobody can call back.',
  ),
} as const;
const cannotAnswer = {
  code: 'CANNOT_ANSWER',
  rule: 'SR-1.12',
  message: text(
    '接听人须是本案场未停盘的置业顾问。',
    'Only a consultant of the site who is not suspended answers the line.',
  ),
} as const;
const alreadySpeaking = text(
  '正在接听另一来电，记下号码稍后回拨。',
  'Was on the line with another caller: the number is noted and called back.',
);
