import { type RuleId, type Text, text } from '@shouwen/kernel';

/** One field that cannot be taken, by its name in the input, and why. */
export type WrongField = { readonly field: string; readonly message: Text };

/** Some fields cannot be taken, so that none was. */
export type FieldsRefusal = {
  readonly code: 'FIELDS_REFUSED';
  readonly rule: RuleId;
  readonly message: Text;
  readonly fields: readonly WrongField[];
};

export const fieldsRefused = (rule: RuleId, fields: readonly WrongField[]): FieldsRefusal => ({
  code: 'FIELDS_REFUSED',
  rule,
  message: text(
    `有${fields.length}项填写有误，全部未保存。`,
    `${fields.length} of the fields are wrong: nothing was written.`,
  ),
  fields,
});
