import { type Cell, type TableFile, type TableFormat, tableFile } from '@shouwen/tables';
import type { CopiedSection } from './clientCopy.ts';

/** Who takes the copy out of the house, when, and for which request: it stands in every copy (CR-2.05). */
export type Watermark = { readonly request: string; readonly staffId: string; readonly at: string };

/** The copy as machines read it. */
export const copyAsJson = (watermark: Watermark, sections: readonly CopiedSection[]): string =>
  JSON.stringify({
    watermark,
    held: sections.map(({ section, rows }) => ({ section: section.en, 名称: section.zh, rows })),
  });

/** The same as a file for a spreadsheet: a line for each value, and the watermark on the first and the last. */
export const copyAsTable = async (
  watermark: Watermark,
  sections: readonly CopiedSection[],
  format: TableFormat,
): Promise<TableFile> => {
  const { request, staffId, at } = watermark;
  const mark: Cell[] = ['水印 Watermark', request, staffId, at];
  const lines = sections.flatMap(({ section, rows }) =>
    rows.flatMap((row, index) =>
      Object.entries(row)
        .filter(([, value]) => value !== null)
        .map(([name, value]): Cell[] => [`${section.zh} ${section.en}`, index + 1, name, cellOf(value)]),
    ),
  );
  const heading: Cell[] = ['类别 Section', '序号 No.', '项目 Field', '内容 Value'];
  const name = `个人信息副本 Copy of personal data ${request}`;
  return tableFile({ format, name, sheet: request, rows: [heading, mark, ...lines, mark] });
};

const cellOf = (value: unknown): Cell => {
  if (typeof value === 'number' || typeof value === 'string') return value;
  return value instanceof Date ? value.toISOString() : JSON.stringify(value);
};
