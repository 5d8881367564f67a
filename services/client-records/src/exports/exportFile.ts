import { type Cell, type TableFormat, writeCsv, writeXlsx } from '@shouwen/tables';
import type { ExportField } from './exportScope.ts';

/** For whom the file was made, when, and by which request: it stands in the file (CR-2.05). */
export type Watermark = {
  readonly readerId: string;
  readonly requestNumber: string;
  readonly at: Date;
  readonly full: boolean;
  readonly rows: number;
  readonly hash: string;
};

export type ExportFile = { readonly name: string; readonly mediaType: string; readonly bytes: Uint8Array };

type Made = {
  readonly format: TableFormat;
  readonly watermark: Watermark;
  readonly fields: readonly ExportField[];
  readonly rows: readonly (readonly Cell[])[];
};

/** The file: above and below its rows, and in its properties, whose it is; what looks like a formula is none (S20). */
export const exportFile = async ({ format, watermark, fields, rows }: Made): Promise<ExportFile> => {
  const mark = wordsOf(watermark);
  const all: Cell[][] = [[mark], fields.map(titleOf), ...rows.map((row) => [...row]), [mark]];
  const name = `导出 ${watermark.requestNumber} ${watermark.readerId}`;
  if (format === 'CSV') return { name: `${name}.csv`, mediaType: 'text/csv; charset=utf-8', bytes: writeCsv(all) };
  const properties = { title: name, author: watermark.readerId, description: mark };
  return { name: `${name}.xlsx`, mediaType: xlsx, bytes: await writeXlsx('导出', all, properties) };
};

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const wordsOf = ({ readerId, requestNumber, at, full, rows, hash }: Watermark): string =>
  [
    `仅供 ${readerId} 使用，不得外传 · for ${readerId} only`,
    at.toISOString(),
    `申请 request ${requestNumber}`,
    full ? '完整 in full' : '已脱敏 masked',
    `${rows} 行 rows`,
    `范围 scope ${hash.slice(0, 16)}`,
  ].join(' · ');

const titles: Readonly<Record<string, string>> = {
  ...{ number: '客户编号 number', name: '姓名 name', phone: '电话 phone', email: '邮箱 e-mail', wechat: '微信 WeChat' },
  ...{ address: '地址 address', identityNumber: '证件号 identity number', kind: '性质 kind', classes: '分类 classes' },
  ...{
    business: '业务 business',
    district: '区域 district',
    urgency: '缓急 urgency',
    budgetYuan: '预算（元） budget (yuan)',
  },
  ...{ preferences: '偏好 preferences', openedOn: '建档日期 opened on' },
};

const titleOf = (field: ExportField): string => titles[field] ?? field;
