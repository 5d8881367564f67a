import type { Text } from '@shouwen/kernel';
import type { NewRecord } from '../clients/index.ts';
import type { Values } from '../dossier/index.ts';

/** A row of the file, read whole: the record it would open, and what it says for the dossier. */
export type ImportRow = Omit<NewRecord, 'id'> & {
  readonly dossier: readonly { readonly key: string; readonly values: Values }[];
};

/** A row that cannot be taken: which field, and why. The value itself is never repeated: it may be a phone. */
export type RefusedRow = { readonly field: string; readonly code: string; readonly message: Text };

/** What a row would do: open a record; nothing, for the site knows the client; nothing, for another row has the phone; open one of a namesake. */
export type RowVerdict = 'new' | 'known' | 'twice' | 'possible' | 'refused';

/** What a row did. */
export type RowOutcome = 'opened' | 'known' | 'twice' | 'refused' | 'left-out';

/** Rows are handed over; looked through; wait for the word to go; are taken over; all were; or somebody called it off. */
export type ImportState = 'receiving' | 'checking' | 'checked' | 'running' | 'done' | 'cancelled';
