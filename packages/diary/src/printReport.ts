import { formatYuan } from '@shouwen/kernel';
import type { CommissionReport, DayReport, OwnerReport, RowReport } from './dayReport.ts';

/** The report as a person reads it: reception table, refused rows, owners, commission. */
export const printReport = (report: DayReport): string =>
  [
    ...section('Receptions 接待', receptions(report.rows)),
    ...section('Refused 未受理', refusals(report.rows)),
    ...section('Ownership at the end 期末客户归属', owners(report.owners)),
    ...section('Commission 佣金', commission(report.commission)),
    ...section('Totals 合计', totals(report)),
  ].join('\n');

const section = (title: string, lines: string[]): string[] => ['', title, '-'.repeat(width(title)), ...lines];

const receptions = (rows: readonly RowReport[]): string[] =>
  table(
    ['when', 'client', 'received by', 'turn', 'rules'],
    rows
      .filter(({ event, outcome }) => event === 'visit' && outcome === 'accepted')
      .map((row) => [whenOf(row), row.client ?? '', row.consultant ?? '–', row.turn ?? '', row.rules.join(' ')]),
  );

const refusals = (rows: readonly RowReport[]): string[] =>
  table(
    ['line', 'when', 'event', 'client', 'outcome', 'rule', 'why'],
    rows
      .filter(({ outcome }) => outcome !== 'accepted')
      .map((row) => [
        String(row.line),
        whenOf(row),
        row.event,
        row.client ?? '',
        row.code ?? row.outcome,
        row.rules.join(' '),
        row.reason?.zh ?? '',
      ]),
  );

const owners = (all: readonly OwnerReport[]): string[] =>
  table(
    ['client', 'phone', 'consultant', 'through', 'fresh', 'rules'],
    all.map((one) => [
      one.client,
      one.phone ?? '',
      one.consultant === null ? '–' : [one.consultant, ...one.sharedWith].join(' + '),
      one.validThrough ?? '',
      one.freshThrough ?? '',
      one.rules.join(' '),
    ]),
  );

const commission = (lines: readonly CommissionReport[]): string[] =>
  table(
    ['date', 'client', 'party', 'for', 'yuan', 'cause', 'rules', 'why'],
    lines.map((line) => [
      line.date,
      line.client ?? '',
      line.party,
      line.consultant ?? '–',
      formatYuan(line.amountFen),
      line.cause,
      line.rules.join(' '),
      line.reason.zh,
    ]),
  );

const totals = ({ rows, turns, owners: all, commission: lines }: DayReport): string[] => {
  const count = (outcome: RowReport['outcome']) => rows.filter((row) => row.outcome === outcome).length;
  const visits = rows.filter(({ event, outcome }) => event === 'visit' && outcome === 'accepted');
  const counted = turns.map(({ consultant, turns: count }) => `${consultant} ${count}`).join(', ');
  return [
    `${rows.length} rows: ${count('accepted')} accepted, ${count('refused')} refused by a rule, ${count('failed')} failed`,
    `${visits.length} receptions; turns counted in the end: ${counted}`,
    `${all.length} clients, ${all.filter(({ consultant }) => consultant !== null).length} of them owned`,
    `commission ${formatYuan(lines.reduce((sum, { amountFen }) => sum + amountFen, 0))} yuan in ${lines.length} lines`,
  ];
};

const whenOf = ({ date, time }: RowReport): string => `${date} ${time}`;

/** Columns of a terminal that a text takes: Chinese characters take two. */
const width = (value: string): number =>
  [...value].reduce(
    (sum, letter) =>
      sum +
      (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(letter)
        ? 2
        : 1),
    0,
  );

const table = (header: string[], rows: string[][]): string[] => {
  if (rows.length === 0) return ['(none)'];
  const widths = header.map((_, column) => Math.max(...[header, ...rows].map((row) => width(row[column] ?? ''))));
  const line = (row: string[]) =>
    row
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - width(cell)))
      .join('  ')
      .trimEnd();
  return [line(header), ...rows.map(line)];
};
