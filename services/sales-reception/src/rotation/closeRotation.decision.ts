import { accepted, type Decision, type Refusal, refused, text } from '@shouwen/kernel';
import { type FloorFacts, floorReasoning, isOpenToday } from './floorFacts.ts';
import { explainOverstays, mealOverstay } from './mealOverstay.ts';
import { dueOf } from './openRotation.decision.ts';
import type { RotationEvent } from './rotationEvents.ts';

export type ClosingRefusal = Refusal<'ROTATION_NOT_OPEN'>;

/**
 * SR-1.01: closes the day. Whoever is due now is the first of the next day; make-ups that are still due stay due (SR-1.04).
 * A day may be closed early, or late.
 */
export const decideClosing = (facts: FloorFacts): Decision<RotationEvent, ClosingRefusal> => {
  const because = floorReasoning(facts).apply('SR-1.01');
  if (facts.rotation.status === 'closed') return refused(notOpen, because.explain(notOpen.code, notOpen.message));
  const due = dueOf(facts.rotation);
  because.fact('due', due).fact(
    'makeUpsDue',
    facts.rotation.makeUps.map((one) => one.consultantId),
  );
  // Whoever went to lunch and never came back has overstayed, too; only on the day itself does anybody know.
  const away = isOpenToday(facts) ? Object.keys(facts.rotation.presences) : [];
  const overstays = away.flatMap((one) => mealOverstay(facts, one) ?? []);
  explainOverstays(because, overstays);
  return accepted(
    [{ type: 'RotationClosed', due, at: facts.at }, ...overstays],
    because.explain('ROTATION_CLOSED', closedText),
  );
};

/** Also the answer to everything that needs an open rotation. */
export const notOpen: ClosingRefusal = {
  code: 'ROTATION_NOT_OPEN',
  rule: 'SR-1.01',
  message: text('今日轮排尚未开启或已经关闭。', "Today's rotation is not open."),
};

const closedText = text(
  '今日轮排已关闭，应接未接者为明日首位。',
  'The day is closed; whoever is due comes first tomorrow.',
);
