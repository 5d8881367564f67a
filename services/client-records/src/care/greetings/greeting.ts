import type { Refusal } from '@shouwen/kernel';
import { greetingHolidays, greetingKinds } from '../../policies/index.ts';

export { greetingHolidays, greetingKinds };
export type GreetingKind = (typeof greetingKinds)[number];
export type Holiday = (typeof greetingHolidays)[number];

/** What a client is worth to us when the greeting is planned (CR-6.01, CR-6.03); who is in no tier is greeted like tier C. */
export type Rank = 'vip' | 'a' | 'b' | 'c';

/** Whose day it is. */
export const persons = ['self', 'spouse', 'parent', 'child', 'other'] as const;
export type Person = (typeof persons)[number];

export const greetingResults = ['reached', 'delivered', 'not-reached', 'declined'] as const;
export type GreetingResult = (typeof greetingResults)[number];

export type GreetingState = 'planned' | 'done' | 'cancelled' | 'missed';

export type Greeting = {
  readonly greetingId: string;
  readonly clientId: string;
  readonly siteId: string | null;
  readonly occasion: 'birthday' | 'holiday';
  readonly whose: Person | null;
  readonly holiday: Holiday | null;
  readonly dueOn: string;
  /** The last day on which it may still be made. */
  readonly through: string;
  readonly rank: Rank;
  readonly kinds: readonly GreetingKind[];
  readonly state: GreetingState;
  readonly plannedAt: Date;
  readonly closedAt: Date | null;
  readonly closedBy: string | null;
  /** Why it was cancelled. */
  readonly reason: string | null;
  readonly doneKinds: readonly GreetingKind[] | null;
  readonly result: GreetingResult | null;
  readonly costFen: number | null;
  readonly explanationId: string;
  readonly version: number;
};

export type GreetingRefusal = Refusal<
  'GREETING_CLOSED' | 'GREETING_OVER' | 'GREETING_KIND_INVALID' | 'CONSENT_MISSING' | 'BAD_INPUT'
>;
