import type { Room } from '../archive/index.ts';

/** What an inspection found of a file (CR-3.04). */
export const findings = ['found', 'missing', 'damaged', 'faded', 'repaired'] as const;
export type Finding = (typeof findings)[number];

/** The half-yearly inspection of one part of a room: its files for which everybody in custody may know, or its classified ones. */
export type Inspection = Room & {
  readonly inspectionId: string;
  readonly startedAt: Date;
  readonly startedBy: string;
  readonly completedAt: Date | null;
  readonly completedBy: string | null;
  readonly humidityPercent: number | null;
  readonly mould: boolean | null;
  /** The last day on which the next one is in time; null while this one is open. */
  readonly nextDueOn: string | null;
  readonly explanationId: string;
  readonly version: number;
};

export type InspectionLine = {
  readonly inspectionId: string;
  readonly fileId: string;
  readonly finding: Finding;
  readonly note: string | null;
  readonly at: Date;
  readonly by: string;
  /** The case that was raised because the file is missing (CR-5). */
  readonly caseId: string | null;
};

/** When a part of a room was last inspected, and until when it is to be inspected again. */
export type RoomState = Room & {
  readonly lastInspectedOn: string | null;
  readonly dueOn: string;
  readonly noticedAt: Date | null;
};

/** By the calendar, whether the timer came or not: late from the day after the last. */
export const isOverdue = ({ dueOn }: Pick<RoomState, 'dueOn'>, today: string): boolean => dueOn < today;
