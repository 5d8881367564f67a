import { type IsoDate, type Text, text } from '@shouwen/kernel';

export type RegisterKind = 'visits' | 'calls';

/** A row of an old register as it was typed, without the client's name and phone, which stay with client records. */
export type TypedRow = {
  /** Its number in the file, by which a person finds it. */
  readonly row: number;
  readonly date: string;
  readonly time: string | null;
  readonly consultantId: string;
  readonly class: string | null;
  readonly lookingFor: string;
  readonly budget: string | null;
  readonly channel: string;
  readonly companions: string | null;
  /** Null while the rows are only checked. */
  readonly clientId: string | null;
};

export type RowReasonCode =
  | 'DATE_INVALID'
  | 'TIME_INVALID'
  | 'IN_THE_FUTURE'
  | 'BEFORE_SITE_OPENED'
  | 'CONSULTANT_UNKNOWN'
  | 'CLASS_UNKNOWN'
  | 'FIELD_MISSING'
  | 'FIELD_TOO_LONG'
  | 'CLIENT_MISSING'
  | 'DUPLICATE_ROW'
  | 'REGISTERED_ALREADY';

/** Why a row is refused, and which field. */
export type RowReason = {
  readonly row: number;
  readonly code: RowReasonCode;
  readonly field: keyof TypedRow;
  readonly message: Text;
};

/** A row that was understood. */
export type PaperRow = TypedRow & { readonly on: IsoDate; readonly at: Date };

export const rowReason = (row: number, code: RowReasonCode, field: keyof TypedRow): RowReason => ({
  row,
  code,
  field,
  message: messages[code],
});

const messages: Readonly<Record<RowReasonCode, Text>> = {
  DATE_INVALID: text('日期无效，须为YYYY-MM-DD。', 'The date is none; it is written YYYY-MM-DD.'),
  TIME_INVALID: text('时间无效，须为HH:MM。', 'The time is none; it is written HH:MM.'),
  IN_THE_FUTURE: text('日期尚未到来。', 'It lies in the future.'),
  BEFORE_SITE_OPENED: text('早于案场开设日。', 'It lies before the site was opened.'),
  CONSULTANT_UNKNOWN: text('本案场没有该置业顾问。', 'The site has no such consultant.'),
  CLASS_UNKNOWN: text('客户等级须为A、B、C或D。', 'The class is A, B, C or D.'),
  FIELD_MISSING: text('该项必填。', 'The field is needed.'),
  FIELD_TOO_LONG: text('该项不超过500字。', 'The field has at most 500 characters.'),
  CLIENT_MISSING: text('该行没有客户。', 'The row has no client.'),
  DUPLICATE_ROW: text(
    '与文件中另一行是同一客户、同一顾问、同一日。',
    'The same client, consultant and day as another row of the file.',
  ),
  REGISTERED_ALREADY: text('该客户当日的登记已有。', 'This is in the register already.'),
};
