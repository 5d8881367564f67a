import type { DiaryEvent } from './diaryRow.ts';
import type { Told } from './gatewayClient.ts';

/** What the system answered to one row of the diary. */
export type RowReport = {
  readonly line: number;
  readonly date: string;
  readonly time: string;
  readonly event: DiaryEvent;
  readonly client: string | null;
  /** `failed`: neither accepted nor a typed refusal; one such row makes the whole run fail. */
  readonly outcome: 'accepted' | 'refused' | 'failed';
  /** Who received, answered or acted. */
  readonly consultant: string | null;
  readonly rules: readonly string[];
  /** Only of visits: whether the reception used up a turn. */
  readonly turn: 'counted' | 'not-counted' | null;
  /** Of a refusal: its code and its text; of a failure: what came back. */
  readonly code: string | null;
  readonly reason: Told | null;
};

/** Whose client somebody is when the diary ends. */
export type OwnerReport = {
  readonly number: string | null;
  readonly client: string;
  readonly phone: string | null;
  readonly consultant: string | null;
  /** Who shares a deal of the client with the consultant (SR-3.11, SR-3.14). */
  readonly sharedWith: readonly string[];
  /** Last day of the claim, null for a buyer or nobody's client. */
  readonly validThrough: string | null;
  readonly freshThrough: string | null;
  readonly rules: readonly string[];
  readonly reason: Told | null;
};

/** One line of the commission book. */
export type CommissionReport = {
  readonly date: string;
  readonly client: string | null;
  readonly party: string;
  readonly consultant: string | null;
  readonly amountFen: number;
  readonly cause: string;
  readonly rules: readonly string[];
  readonly reason: Told;
};

/** How many counted turns somebody had in the end: those that came back are not among them (SR-1.23). */
export type TurnReport = { readonly consultant: string; readonly turns: number };

export type DayReport = {
  readonly diary: string;
  readonly preset: string;
  readonly rows: readonly RowReport[];
  readonly turns: readonly TurnReport[];
  readonly owners: readonly OwnerReport[];
  readonly commission: readonly CommissionReport[];
};
