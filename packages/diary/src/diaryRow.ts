/** What can happen at a sales site, as the office's diary writes it. */
export const diaryEvents = [
  'roster',
  'open',
  'close',
  'visit',
  'done',
  'recognise',
  'call',
  'followup',
  'away',
  'back',
  'deposit',
  'cancel',
] as const;
export type DiaryEvent = (typeof diaryEvents)[number];

/** One row of a diary, as written; empty columns are empty texts. `data/README.md` explains the columns. */
export type DiaryRow = {
  /** Line in the file, the header being 1. */
  readonly line: number;
  readonly at: Date;
  readonly date: string;
  readonly time: string;
  readonly event: DiaryEvent;
  readonly by: string;
  readonly client: string;
  readonly phone: string;
  readonly asksFor: string;
  readonly relation: string;
  readonly channel: string;
  readonly lookingFor: string;
  readonly budget: string;
  readonly note: string;
};

/** A diary that cannot be read: which line, and what is wrong with it. */
export class DiaryUnreadable extends Error {
  override readonly name = 'DiaryUnreadable';
}
