import type { ImportCounts } from './importClients.ts';
import type { Outcome, Reason } from './takeOver.ts';

/** What came of it, in sentences; every refused row by its number. A cell is never repeated: it may be a phone. */
export const sentencesOf = (outcome: Outcome): string[] => {
  switch (outcome.kind) {
    case 'refused':
      return [
        ...reasonLines(outcome.reasons),
        `未导入任何内容。 Nothing was taken over: ${new Set(outcome.reasons.map(({ row }) => row)).size} rows are refused.`,
      ];
    case 'checked':
      return [`${outcome.rows}行均可导入。 All ${outcome.rows} rows can be taken over; nothing was written.`];
    case 'imported':
      return [
        `已导入${outcome.lines}行，新建客户${outcome.opened}人，归属${outcome.claims}项。`,
        `${outcome.lines} lines were taken over, ${outcome.opened} clients opened, ${outcome.claims} claims opened or extended.`,
      ];
    case 'clients-checked':
      return [...reasonLines(outcome.reasons), previewOf(outcome.counts)];
    case 'clients-imported':
      return [...reasonLines(outcome.reasons), importedOf(outcome.counts)];
  }
};

const reasonLines = (reasons: readonly Reason[]): string[] =>
  reasons.map(({ row, field, message }) => `第${row}行 row ${row}, ${field}: ${message.zh} ${message.en}`);

const previewOf = (counts: ImportCounts): string =>
  `${counts.total}行：新${counts.new}，同名${counts.possible}，已知${counts.known}，重复${counts.twice}，拒绝${counts.refused}；未写入。 Of ${counts.total} rows ${counts.new} are new, ${counts.possible} namesakes, ${counts.known} known, ${counts.twice} twice, ${counts.refused} refused; nothing was written.`;

const importedOf = (counts: ImportCounts): string =>
  `${counts.total}行：新建${counts.opened}，已知${counts.known}，重复${counts.twice}，同名未导入${counts.leftOut}，拒绝${counts.refused}。 Of ${counts.total} rows ${counts.opened} opened clients, ${counts.known} were known, ${counts.twice} twice, ${counts.leftOut} namesakes left out, ${counts.refused} refused.`;
