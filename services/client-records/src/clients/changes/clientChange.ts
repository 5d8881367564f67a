import { hidden, maskContact, maskIdentityNumber } from '../../contacts/index.ts';
import type { Place } from '../../vault/index.ts';

/** CR-1.06: who changed what, when, from, to and why. */
export type ChangeArea = 'core' | 'contact' | 'class' | 'identity' | 'dossier';

/** How a value is masked wherever it is shown; null for one that every reader of the client may see. */
export type MaskedAs = 'phone' | 'email' | 'wechat' | 'address' | 'identity' | 'all' | null;

export type ChangedField = {
  readonly field: string;
  readonly from: string | number | null;
  readonly to: string | number | null;
  readonly maskedAs?: MaskedAs;
};

/** Where the sealed parts of a change stand. */
export const placeOfChange = (column: 'from' | 'to' | 'why', changeId: string): Place => ({
  table: 'client_change',
  column,
  row: changeId,
});

/** What is shown of a value of that sort (CR-2.03). */
export const maskAs = (maskedAs: MaskedAs, value: string): string => {
  switch (maskedAs) {
    case null:
      return value;
    case 'all':
      return hidden;
    case 'identity':
      return maskIdentityNumber(value);
    default:
      return maskContact(maskedAs, value);
  }
};
