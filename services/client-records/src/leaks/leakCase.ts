import type { Place } from '../vault/index.ts';

/** Who raised it: somebody of the staff, a suspicious pattern in the trace, or an inspection of the archive (CR-3.04). */
export type RaisedBy = 'staff' | 'pattern' | 'inspection';

/** A leak as it is raised (CR-5.01). */
export type NewLeak = {
  readonly raisedBy: RaisedBy;
  /** Null: it belongs to the company as a whole. */
  readonly siteId: string | null;
  /** Whose data it is about, as far as it is known; ids that are none of ours are left out without a word. */
  readonly clientIds: readonly string[];
  /** What was seen, 4 to 2,000 characters; kept sealed, so names may stand in it. */
  readonly what: string;
  /** Who is suspected; sees nothing of the case. */
  readonly accusedStaffId?: string | null;
  /** Of a pattern: which, and on which day; once per person, day and pattern. */
  readonly pattern?: { readonly name: string; readonly day: string };
  /** Numbers of further lines of the trail that belong to it, such as those that made the pattern. */
  readonly lines?: readonly number[];
};

export type RaisedLeak = { readonly caseId: string; readonly number: string };

/** Where the texts of a case stand sealed. */
export const placeOfWhat = (caseId: string): Place => ({ table: 'leak_case', column: 'what', row: caseId });
export const placeOfConclusion = (caseId: string): Place => ({ table: 'leak_case', column: 'conclusion', row: caseId });
export const placeOfRemedy = (id: string): Place => ({ table: 'leak_remedy', column: 'what', row: id });
