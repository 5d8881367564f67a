import type { Text } from '@shouwen/kernel';

/** What a field of the dossier can hold (CR-1.03). Money is in fen. */
export const fieldTypes = ['text', 'choice', 'multi-choice', 'number', 'date', 'boolean', 'money'] as const;
export type FieldType = (typeof fieldTypes)[number];

export type FieldOption = { readonly key: string; readonly label: Text };

export type FormField = {
  /** The same in every version: values are kept under it. */
  readonly key: string;
  readonly type: FieldType;
  readonly label: Text;
  /** What belongs into it. */
  readonly hint: Text | null;
  /** Of a choice; never taken away, so that what was chosen stays readable. */
  readonly options: readonly FieldOption[];
  /** Health, family, identity and the like: masked until unmasked (CR-2.03). */
  readonly sensitive: boolean;
  /** Not asked for and not counted any more; what was entered is kept. */
  readonly hidden: boolean;
};

/** One version of a site's form; never edited, only followed by the next. Version 0 is the default form. */
export type DossierForm = { readonly siteId: string; readonly version: number; readonly fields: readonly FormField[] };

export const fieldOf = ({ fields }: Pick<DossierForm, 'fields'>, key: string): FormField | undefined =>
  fields.find((field) => field.key === key);
