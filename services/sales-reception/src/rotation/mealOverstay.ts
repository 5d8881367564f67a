import type { Tx } from '@shouwen/database';
import { minutesAfter, type Reasoning, type RuleId } from '@shouwen/kernel';
import type { FloorFacts } from './floorFacts.ts';
import type { RotationEvent } from './rotationEvents.ts';

/** A violation that the rotation finds by itself, in the words of whoever keeps violations. */
export type FoundByRotation = {
  readonly siteId: string;
  readonly staffId: string;
  readonly code: RuleId;
  readonly occurredAt: Date;
  readonly at: Date;
  readonly reportedBy: null;
  readonly subject: { readonly type: string; readonly id: string };
  readonly dealId: null;
  readonly reason: string;
  readonly rules: readonly RuleId[];
  readonly newId: () => string;
};

/** What the rotation needs of those who keep violations; the composition root gives it, since imports run the other way. */
export type RecordViolation = (tx: Tx, found: FoundByRotation) => Promise<unknown>;

type MealOverstayed = Extract<RotationEvent, { type: 'MealOverstayed' }>;

/** SR-1.09, V-08: a meal absence longer than the policy allows; its last minute is still allowed. Null: it was not too long, or no meal. */
export const mealOverstay = (facts: FloorFacts, consultantId: string): MealOverstayed | null => {
  const { rotation, at, policy } = facts;
  const presence = rotation.presences[consultantId];
  if (presence?.status !== 'away' || presence.reason !== 'scheduledMeal') return null;
  const until = minutesAfter(presence.since, policy.params['lunch.longestMinutes']);
  return at > until ? { type: 'MealOverstayed', consultantId, since: presence.since, at } : null;
};

/** Says in the explanation who was away for too long. */
export const explainOverstays = (because: Reasoning, overstays: readonly MealOverstayed[]): void => {
  for (const { consultantId, since } of overstays)
    because.apply('SR-1.09', 'V-08').fact('mealSince', consultantId, since);
};

type Keeping = { readonly siteId: string; readonly at: Date; readonly actId: string; readonly newId: () => string };

/** Has the violations among these events written down. @param actId names the act, so that nobody is fined twice for one */
export const reportOverstays = async (
  tx: Tx,
  recordViolation: RecordViolation,
  { events, ...keeping }: Keeping & { readonly events: readonly RotationEvent[] },
): Promise<void> => {
  const { actId, ...about } = keeping;
  const nobody = { reportedBy: null, dealId: null } as const;
  const kind = { code: 'V-08', reason: 'meal-too-long', rules: ['SR-1.09'] } as const;
  const subject = { type: 'absence', id: actId };
  for (const event of events)
    if (event.type === 'MealOverstayed')
      await recordViolation(tx, {
        ...about,
        ...nobody,
        ...kind,
        subject,
        staffId: event.consultantId,
        occurredAt: event.since,
      });
};
