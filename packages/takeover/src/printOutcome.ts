import type { Outcome } from './takeOver.ts';

/** What came of it, in sentences; every refused row by its number. A cell is never repeated: it may be a phone. */
export const sentencesOf = (outcome: Outcome): string[] => {
  switch (outcome.kind) {
    case 'refused':
      return [
        ...outcome.reasons.map(
          ({ row, field, message }) => `第${row}行 row ${row}, ${field}: ${message.zh} ${message.en}`,
        ),
        `未导入任何内容。 Nothing was taken over: ${new Set(outcome.reasons.map(({ row }) => row)).size} rows are refused.`,
      ];
    case 'checked':
      return [`${outcome.rows}行均可导入。 All ${outcome.rows} rows can be taken over; nothing was written.`];
    case 'imported':
      return [
        `已导入${outcome.lines}行，新建客户${outcome.opened}人，归属${outcome.claims}项。`,
        `${outcome.lines} lines were taken over, ${outcome.opened} clients opened, ${outcome.claims} claims opened or extended.`,
      ];
  }
};
