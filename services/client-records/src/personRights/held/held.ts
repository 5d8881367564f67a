import type { Text } from '@shouwen/kernel';
import type { Place } from '../../vault/index.ts';

/** A row of a table, as it was read. */
export type HeldRow = Readonly<Record<string, unknown>>;

/** What of a table is given to the person in a copy. */
export type Copied = {
  readonly section: Text;
  /** SQL over `t`, each as `expression AS "name"`; besides the id of the record, which is always read. */
  readonly columns: readonly string[];
  /** Which of these are sealed, and where they stand. */
  readonly sealed?: Readonly<Record<string, (row: HeldRow) => Place>>;
  /** Not shown, only needed to open what is sealed. */
  readonly hidden?: readonly string[];
  /** Classified files, which not everybody may give out. */
  readonly classified?: string;
};

/**
 * What becomes of the rows at an erasure: gone, or these columns set to that SQL, in which `$2` is the time; `key`: what stands in them is
 * unreadable without the key.
 */
export type Erasure = 'delete' | 'key' | 'nothing' | Readonly<Record<string, string>>;

/**
 * A table that knows of persons (CR-2.06): how the rows of a person are found, what a copy shows of them, and what an erasure does to
 * them. A column of text that is neither sealed nor emptied has to be named here as a code: `held.pg.test.ts` looks at every column there is.
 */
export type Held = {
  readonly table: string;
  /** SQL: true for rows of the person; `t` is the table, `$1::uuid[]` the ids of the person's records. */
  readonly of: string;
  /** SQL: whose record a row is; for what is copied. */
  readonly record?: string;
  readonly erase: Erasure;
  /** Columns that only ever hold codes, numbers and names of things, never of persons. */
  readonly codes?: readonly string[];
  readonly copy?: Copied;
};

export const ofClient = 't.client_id = ANY($1::uuid[])';
export const ofFile = (file: string): string =>
  `${file} IN (SELECT f.id FROM archive_file f WHERE f.client_id = ANY($1::uuid[]))`;
