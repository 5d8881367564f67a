import type { TableFormat } from '@shouwen/tables';
import { timeZoneOf } from '../../ledger/index.ts';
import type { Statement } from '../statement.ts';
import type { StatementContext } from '../statementLoaders.ts';
import { linesOf } from '../statementStore.ts';
import { statementFile } from './statementFile.ts';

type Asked = { readonly format: TableFormat; readonly staffName?: string | null };

/** A statement as a file, for those who were found to be allowed to read it. */
export const statementFileResolvers = {
  Statement: {
    file: async (statement: Statement, { format, staffName = null }: Asked, { db, loaders }: StatementContext) => {
      const read = await db.read(async (tx) => ({
        lines: await linesOf(tx, statement.id),
        timeZone: await timeZoneOf(tx, statement.siteId),
      }));
      const kept = await Promise.all(read.lines.map(({ explanationId }) => loaders.explanations.load(explanationId)));
      const explanations = new Map(kept.flatMap((one) => (one ? [[one.id, one.explanation] as const] : [])));
      return statementFile({ ...read, statement, explanations }, { format, staffName });
    },
  },
};
