import { type TableFile, type TableFormat, tableFile } from '@shouwen/tables';
import type { ReportRow } from './importQueries.ts';

/** CR-1.07: a line for each row that was not taken: its number, the column, and why, in both languages. No value of a cell. */
export const reportFile = (format: TableFormat, rows: readonly ReportRow[]): Promise<TableFile> =>
  tableFile({
    ...{ format, name: '导入报告 import report', sheet: '导入报告' },
    rows: [
      ['行号 row', '字段 field', '代码 code', '原因', 'reason'],
      ...rows.map(({ row, field, code, message, outcome, verdict }) => {
        const [zh, en] = others[outcome ?? verdict ?? ''] ?? ['', ''];
        return [row, field, code ?? (outcome ?? verdict ?? '').toUpperCase(), message?.zh ?? zh, message?.en ?? en];
      }),
    ],
  });

const others: Readonly<Record<string, readonly [string, string]>> = {
  twice: ['文件中前面已有此电话。', 'An earlier row of the file has the phone.'],
  'left-out': ['与本案场客户同名，未导入。', 'A client of the site bears the name: left out.'],
};
