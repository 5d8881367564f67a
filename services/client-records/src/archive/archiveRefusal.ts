import { type Refusal, type RuleId, text } from '@shouwen/kernel';

/** Why an act on a file is not carried out. */
export type FileRefusalCode =
  | 'ARCHIVE_NOT_OPEN'
  | 'TITLE_INVALID'
  | 'REASON_INVALID'
  | 'PLACE_NOT_FIT'
  | 'PLACE_TAKEN'
  | 'SHELF_NOT_APART'
  | 'RETENTION_INVALID'
  | 'FILE_UNDER_HOLD'
  | 'FILE_OUT'
  | 'FILE_NOT_KEPT'
  | 'NOTHING_CHANGED';

export type FileRefusal = Refusal<FileRefusalCode>;

export const fileRefusal = (code: FileRefusalCode, rule: RuleId, zh: string, en: string): FileRefusal => ({
  code,
  rule,
  message: text(zh, en),
});
