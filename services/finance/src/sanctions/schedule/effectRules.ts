import type { EffectRule } from './effects.ts';
import { entryOf } from './fineSchedule.ts';

/** FI-4.03: a grave absence brings a proposal of dismissal. */
const ofAbsence: readonly EffectRule[] = [{ when: 'grave', oneOf: ['dismissal'] }];

/** What a code brings besides the money; nothing where no schedule has an entry. */
export const effectRulesOf = (code: string | null): readonly EffectRule[] =>
  code === 'FI-4.03' ? ofAbsence : (entryOf(code)?.effects ?? []);
