import { type Explanation, reasoning, text } from '@shouwen/kernel';
import type { ImportRow, RefusedRow, RowOutcome, RowVerdict } from './importRow.ts';
import { refusedRow } from './readImportRow.decision.ts';

export type RowFacts = {
  readonly read: ImportRow | RefusedRow;
  /** Whose phone it is; null: nobody's. */
  readonly holder: { readonly clientId: string; readonly atSite: boolean } | null;
  /** An earlier row of the file has the phone. */
  readonly earlier: boolean;
  /** A second phone is another's, or another row's. */
  readonly contactTaken: boolean;
  /** Another client, or another row, has the identity number. */
  readonly identityTaken: boolean;
  /** A client of the site bears the name. */
  readonly namesake: boolean;
};

export type DecidedRow = { readonly verdict: RowVerdict; readonly refused: RefusedRow | null };

/**
 * CR-1.07, CR-1.05: what a row would do. A client whom only another site knows is new here, and told apart by nothing (CR-2.01); what the
 * row says of a client whom somebody knows is left aside: the record knows better.
 */
export const decideRow = ({ read, holder, earlier, ...facts }: RowFacts): DecidedRow => {
  if ('code' in read) return { verdict: 'refused', refused: read };
  if (holder?.atSite) return { verdict: 'known', refused: null };
  if (earlier) return { verdict: 'twice', refused: null };
  if (holder === null && facts.contactTaken) return { verdict: 'refused', refused: anothersPhone };
  if (holder === null && facts.identityTaken) return { verdict: 'refused', refused: anothersIdentity };
  return { verdict: facts.namesake ? 'possible' : 'new', refused: null };
};

export type TakingFacts = {
  readonly decided: DecidedRow;
  /** What was found when the file was looked through. */
  readonly before: RowVerdict;
  readonly opensPossible: boolean;
};

/** What is done with a row when it is taken over; what was found before counts only where nothing changed since. */
export const outcomeOf = ({ decided, before, opensPossible }: TakingFacts): RowOutcome => {
  switch (decided.verdict) {
    case 'refused':
      return 'refused';
    case 'twice':
      return 'twice';
    case 'known':
      // The row it is the second of was taken over before it.
      return before === 'twice' ? 'twice' : 'known';
    case 'possible':
      return opensPossible ? 'opened' : 'left-out';
    case 'new':
      return 'opened';
  }
};

/** Why a row became what it did; facts of the file only, no value of a cell. */
export const explainRow = (
  { importId, row, outcome }: { readonly importId: string; readonly row: number; readonly outcome: RowOutcome },
  now: Date,
): Explanation => {
  const why = reasoning(now).apply('CR-1.07').fact('import', importId).fact('row', row);
  return outcome === 'opened'
    ? why.apply('CR-1.01', 'CR-1.02', 'CR-2.02').explain('opened', opened)
    : why.apply('CR-1.05').explain('known', known);
};

const anothersPhone = refusedRow(
  'phone2',
  'CONTACT_ANOTHERS',
  text('此电话已属另一客户，请找经理。', 'Another client has this number: ask the manager.'),
);
const anothersIdentity = refusedRow(
  'identityNumber',
  'IDENTITY_NUMBER_KNOWN',
  text('该证件号码已属另一客户，请找经理。', 'Another client has this number: ask the manager.'),
);
const opened = text('由导入的登记表建立客户档案。', 'Opened from an imported register.');
const known = text('按电话号码找到已有客户，资料不变。', 'Found by the exact phone number; the record stays as it is.');
