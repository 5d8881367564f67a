import { type Explanation, formatYuan, siteDate, type Text } from '@shouwen/kernel';
import { type Cell, type TableFile, type TableFormat, tableFile } from '@shouwen/tables';
import type { Statement, StatementLine } from '../statement.ts';
import { lineNames, stateNames } from './lineNames.ts';

export type StatementShown = {
  readonly statement: Statement;
  readonly lines: readonly StatementLine[];
  /** By the id of the explanation. */
  readonly explanations: ReadonlyMap<string, Explanation>;
  readonly timeZone: string;
};

export type FileAsked = {
  readonly format: TableFormat;
  /** How the person is called, whose name finance does not keep; null: by id. */
  readonly staffName: string | null;
};

/** FI-1.07: a statement as a file for a spreadsheet: every line with its amount in yuan, its rules and why, then what is paid. */
export const statementFile = async (shown: StatementShown, { format, staffName }: FileAsked): Promise<TableFile> => {
  const { month, staffId } = shown.statement;
  const person = staffName ?? staffId;
  // In an XLSX an amount is a number, to be reckoned with; a CSV shows both decimals.
  const yuan = (fen: number): Cell => (format === 'XLSX' ? fen / 100 : formatYuan(fen));
  const rows = [
    heading,
    ...shown.lines.map((line) => rowOf(line, shown, yuan)),
    ...sums(shown.statement, person, yuan),
  ];
  return tableFile({ format, name: `结算单 Statement_${month}_${person}`, sheet: `结算单 Statement ${month}`, rows });
};

const heading: readonly Cell[] = [
  '日期 Date',
  '项目 Item',
  '成交 Deal',
  '金额（元） Amount (CNY)',
  '状态 State',
  '依据 Rules',
  '说明 Why',
];

const both = ({ zh, en }: Text): string => `${zh} ${en}`;

type Yuan = (fen: number) => Cell;

const rowOf = (line: StatementLine, { explanations, timeZone }: StatementShown, yuan: Yuan): Cell[] => {
  const why = explanations.get(line.explanationId);
  if (!why) throw new Error(`no explanation ${line.explanationId}`);
  return [
    siteDate(line.occurredAt, timeZone),
    both(lineNames[line.kind]),
    line.dealId,
    yuan(line.amountFen),
    both(stateNames[line.state]),
    why.applied.join(' '),
    both(why.summary),
  ];
};

const sums = ({ month, totalFen, paidFen, carriedFen }: Statement, person: string, yuan: Yuan): Cell[][] => [
  sum(month, '合计 Total', { amount: yuan(totalFen), person }),
  ...(paidFen === null ? [] : [sum(month, '实付 Paid', { amount: yuan(paidFen), person })]),
  ...(carriedFen === null ? [] : [sum(month, '结转下期 Carried over', { amount: yuan(carriedFen), person })]),
];

const sum = (
  month: string,
  item: string,
  { amount, person }: { readonly amount: Cell; readonly person: string },
): Cell[] => [month, item, null, amount, null, null, person];
