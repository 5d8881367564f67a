import {
  BadInput,
  type CommandResult,
  canonicalJson,
  done,
  keepAct,
  NotFound,
  refusedWith,
  runCommand,
} from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { type Refusal, reasoning, text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { formAt } from '../dossier/index.ts';
import { recordsPolicyAt } from '../policies/index.ts';
import type { Vault } from '../vault/index.ts';
import {
  type ActOnImport,
  actOnImport,
  demandImport,
  demandRows,
  type ImportDone,
  knownImport,
  no,
} from './importActs.ts';
import { dossierKeyOf, type ImportField, importFields, type MappedColumn } from './importField.ts';
import { countRows, stageRows } from './importRowStore.ts';
import { insertImport, keyOf, lockImport, placeOfCells, setImportColumns } from './importStore.ts';

export type BeginImport = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly fileKind: 'csv' | 'xlsx';
  /** What each column of the file means, in its order; null: left out. */
  readonly columns: readonly (string | null)[];
};
export type MapColumns = ActOnImport & Pick<BeginImport, 'columns'>;
export type AddRows = ActOnImport & {
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[];
};
export type RowsAdded = { readonly importId: string; readonly rows: number };

/** CR-1.07: begins an import, with what the columns mean and a key of its own. Needs `client.import` at the site. @throws Forbidden */
export const beginImport =
  (vault: Vault) =>
  async (context: BareContext, { idempotencyKey, ...input }: BeginImport): Promise<CommandResult<ImportDone>> => {
    const acting = await demandImport(context, input.siteId);
    return runCommand({ ...context, name: 'beginClientImport', idempotencyKey, input }, async (tx) => {
      const why = reasoning(context.now)
        .apply('CR-1.07')
        .fact(
          'columns',
          input.columns.filter((one) => one !== null),
        );
      const columns = await readColumns(tx, input);
      if (!Array.isArray(columns))
        return refusedWith(columns as Refusal, why.explain('REFUSED', (columns as Refusal).message));
      const id = context.newId();
      const subject = { type: 'ClientImport', id };
      const act = {
        action: 'client.beginImport',
        siteId: input.siteId,
        subject,
        explanation: why.explain('begun', begun),
      };
      const explanationId = await keepAct(tx, context, act);
      const { keyId, wrapped: wrappedKey } = vault.newDataKey(id);
      await insertImport(tx, {
        ...{ id, siteId: input.siteId, fileKind: input.fileKind, columns, keyId, wrappedKey, begunAt: context.now },
        ...{ actingStaff: acting.staffId, actingSession: acting.sessionId, explanationId },
      });
      return done({ importId: id, explanationId });
    });
  };

/** CR-1.07: other meanings for the columns, before the word to go; the rows stay, and are looked through again. @throws NotFound */
export const mapColumns = (
  context: BareContext,
  { columns, ...asked }: MapColumns,
): Promise<CommandResult<ImportDone>> =>
  actOnImport(context, asked, {
    ...{
      name: 'mapClientImport',
      from: ['receiving', 'checked'],
      said: text('列的含义已更改。', 'The columns mean something else.'),
    },
    work: async (tx, one) => {
      const mapped = await readColumns(tx, { columns, siteId: one.siteId });
      if (!Array.isArray(mapped)) return mapped as Refusal;
      await setImportColumns(tx, one.id, mapped as MappedColumn[]);
      return null;
    },
  });

/** CR-1.07: hands rows over, sealed before they are kept; a row of the same number takes the place of the first. @throws NotFound */
export const addRows =
  (vault: Vault) =>
  async (context: BareContext, { idempotencyKey, importId, rows }: AddRows): Promise<CommandResult<RowsAdded>> => {
    const { siteId } = await knownImport(context, importId);
    demandRows(rows.length);
    demandPlain(rows);
    // The key row keeps a hash of the input; those of phones could be guessed back.
    const input = { importId, rows: vault.blindIndex('command', canonicalJson(rows)).toString('hex') };
    return runCommand<RowsAdded>({ ...context, name: 'addClientImportRows', idempotencyKey, input }, async (tx) => {
      const one = await lockImport(tx, importId);
      if (one === null) throw new NotFound();
      const why = reasoning(context.now).apply('CR-1.07').fact('state', one.state);
      const refuse = (refusal: Refusal): CommandResult<RowsAdded> =>
        refusedWith(refusal, why.explain(refusal.code, refusal.message));
      if (one.state !== 'receiving') return refuse(over);
      const key = keyOf(one);
      const seal = (row: number, cells: readonly string[]) =>
        vault.seal(key, importId, placeOfCells(importId, row), JSON.stringify(cells));
      await stageRows(
        tx,
        { id: importId, siteId },
        rows.map(({ row, cells }) => ({ row, cells: seal(row, cells) })),
      );
      const { params } = await recordsPolicyAt(tx, siteId, context.now);
      const [total, most] = [await countRows(tx, importId), params['import.mostRows']];
      return total > most ? refuse(tooLarge(most)) : done({ importId, rows: total });
    });
  };

/** Every column means one thing, and the name and the phone are among them; a field of the dossier stands in the form of the site. */
const readColumns = async (
  tx: Tx,
  { columns, siteId }: Pick<BeginImport, 'columns' | 'siteId'>,
): Promise<MappedColumn[] | Refusal> => {
  const { fields: inForm } = await formAt(tx, siteId);
  const mapped = columns.flatMap((field, place) => (field === null ? [] : [{ place, field: field as ImportField }]));
  const fields = mapped.map(({ field }) => field);
  const isKnown = (field: ImportField): boolean => {
    const key = dossierKeyOf(field);
    return key === null
      ? (importFields as readonly string[]).includes(field)
      : inForm.some((one) => one.key === key && !one.hidden);
  };
  if (columns.length > mostColumns || !fields.every(isKnown)) return unknownColumn;
  if (new Set(fields).size !== fields.length) return twice;
  return fields.includes('name') && fields.includes('phone') ? mapped : missing;
};

const [mostColumns, mostCellSigns] = [120, 2_000];

/** @throws BadInput for rows that come twice, or are no rows of a register */
const demandPlain = (rows: AddRows['rows']): void => {
  if (new Set(rows.map(({ row }) => row)).size !== rows.length) throw new BadInput(rowTwice, 'rows');
  for (const { row, cells } of rows) {
    const fits = row >= 1 && row <= 1_048_576 && cells.length <= mostColumns;
    if (!fits || cells.some((cell) => cell.length > mostCellSigns)) throw new BadInput(noRow(row), 'rows');
  }
};

const begun = text('导入已开始，可以交来各行。', 'The import has begun; rows can be handed over.');
const over = no('IMPORT_STATE', '导入已不再接收。', 'The import takes no more rows.');
const tooLarge = (most: number) =>
  no('IMPORT_TOO_LARGE', `一次导入至多${most}行。`, `An import has ${most} rows at most.`);
const unknownColumn = no('COLUMNS_INVALID', '有无法识别的列。', 'A column means nothing that there is.');
const twice = no('COLUMNS_INVALID', '两列含义相同。', 'Two columns mean the same.');
const missing = no('COLUMNS_INVALID', '须有姓名和电话两列。', 'The name and the phone are needed.');
const rowTwice = text('同一行出现两次。', 'The same row comes twice.');
const noRow = (row: number) => text(`第${row}行无效。`, `Row ${row} is none.`);
