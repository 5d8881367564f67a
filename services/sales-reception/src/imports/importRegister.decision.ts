import { accepted, type Decision, type Refusal, reasoning, refused, text } from '@shouwen/kernel';
import { type PaperRow, type RegisterKind, type RowReason, rowReason, type TypedRow } from './paperRow.ts';
import { type PaperSite, readPaperRows } from './readPaperRows.ts';

export type ImportFacts = {
  readonly importId: string;
  readonly kind: RegisterKind;
  readonly rows: readonly TypedRow[];
  readonly site: PaperSite;
  /** Client, consultant and day of what the register has of these clients already, as `sameLine` writes them. */
  readonly registered: ReadonlySet<string>;
  readonly by: string;
};

/** A row with everything that a register needs. */
export type TakenRow = PaperRow & { readonly clientId: string };

export type RegisterImported = { readonly type: 'RegisterImported'; readonly rows: readonly TakenRow[] };

export type ImportRefusal = Refusal<'ROWS_REFUSED' | 'BAD_INPUT'> & { readonly rows: readonly RowReason[] };

/** SR-2: an old register is taken over as a whole or not at all; every reason is told, by the row of the file. */
export const decideImport = (facts: ImportFacts): Decision<RegisterImported, ImportRefusal> => {
  const { kind, rows: typed, site, importId, by } = facts;
  const rule = kind === 'visits' ? 'SR-2.01' : 'SR-2.04';
  const why = reasoning(site.now)
    .apply(rule, 'SR-2.03')
    .fact('import', importId)
    .fact('by', by)
    .fact('rows', typed.length);
  const no = (code: ImportRefusal['code'], rows: readonly RowReason[], message: ImportRefusal['message']) =>
    refused<ImportRefusal>({ code, rule, message, rows }, why.explain('REFUSED', message));
  if (typed.length === 0) return no('BAD_INPUT', [], nothing);
  const { rows, reasons } = readPaperRows(kind, typed, site);
  const all = [...reasons, ...wrongClients(rows, facts)].sort((a, b) => a.row - b.row);
  if (all.length > 0) return no('ROWS_REFUSED', all, refusedRows(new Set(all.map(({ row }) => row)).size));
  // Of one instant the row that stands first in the register came first.
  const taken = (rows as readonly TakenRow[]).toSorted((a, b) => a.at.getTime() - b.at.getTime() || a.row - b.row);
  return accepted([{ type: 'RegisterImported', rows: taken }], why.explain('IMPORTED', takenOver(taken.length)));
};

/** One registration for a client, a consultant and a day. */
export const sameLine = ({
  clientId,
  consultantId,
  on,
}: {
  clientId: string | null;
  consultantId: string;
  on: string;
}) => `${clientId} ${consultantId} ${on}`;

const wrongClients = (rows: readonly PaperRow[], { registered }: ImportFacts): RowReason[] => {
  const seen = new Set<string>();
  return rows.flatMap((row) => {
    if (row.clientId === null) return [rowReason(row.row, 'CLIENT_MISSING', 'clientId')];
    const line = sameLine(row);
    if (registered.has(line)) return [rowReason(row.row, 'REGISTERED_ALREADY', 'clientId')];
    if (seen.has(line)) return [rowReason(row.row, 'DUPLICATE_ROW', 'clientId')];
    seen.add(line);
    return [];
  });
};

const nothing = text('没有可导入的行。', 'There is no row to take over.');
const refusedRows = (count: number) =>
  text(`有${count}行不能导入，全部未导入。`, `${count} rows cannot be taken over, so that none was.`);
const takenOver = (count: number) =>
  text(`已导入旧登记${count}行。`, `${count} lines of the old register were taken over.`);
