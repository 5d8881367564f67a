import type { Table } from '@shouwen/tables';
import { batchesOf } from './batches.ts';
import { command, type Graph } from './graph.ts';
import { RegisterUnreadable } from './readRegister.ts';
import type { Outcome, Reason } from './takeOver.ts';

export type ClientsToImport = {
  readonly graph: Graph;
  readonly siteId: string;
  readonly table: Table;
  readonly fileKind: 'CSV' | 'XLSX';
  /** Makes the keys of this import: the same file on the same day is the same import. */
  readonly key: string;
  readonly dryRun: boolean;
  /** Whether namesakes of clients of the site are opened all the same. */
  readonly namesakes: boolean;
  readonly progress: (step: string, done: number, of: number) => void;
  /** Waits a moment before the house is asked again how far it is. */
  readonly pause: () => Promise<void>;
};

/** How the rows of a client import stand, as the graph tells it. */
export type ImportCounts = {
  readonly total: number;
  readonly checked: number;
  readonly done: number;
  readonly new: number;
  readonly possible: number;
  readonly opened: number;
  readonly known: number;
  readonly twice: number;
  readonly refused: number;
  readonly leftOut: number;
};
type Shown = { readonly id: string; readonly state: string; readonly progress: ImportCounts };

const counts = 'total checked done new possible opened known twice refused leftOut';
const shown = `... on ClientImportDone { import { id state progress { ${counts} } } }`;

/**
 * Hands a register of clients over, has it looked through, and then taken over in the background (CR-1.07). A dry run ends with the
 * preview and calls the import off. Sent again, it goes on where it was. @throws RegisterUnreadable for columns that are missing
 */
export const importClients = async (all: ClientsToImport): Promise<Outcome> => {
  // A dry run is called off in the end: what follows is another import.
  const asked = { ...all, key: all.dryRun ? `${all.key}-dry` : all.key };
  const { graph, key, dryRun, namesakes } = asked;
  const importId = await begin(asked);
  await handOver(asked, importId);
  await act(graph, 'checkClientImport', { idempotencyKey: `${key}-check`, importId });
  const preview = await until(asked, importId, ['CHECKED', 'RUNNING', 'DONE', 'CANCELLED'], 'checking the rows');
  if (dryRun) {
    const reasons = await refusedRows(graph, importId, 'verdict');
    await act(graph, 'cancelClientImport', { idempotencyKey: `${key}-cancel`, importId });
    return { kind: 'clients-checked', counts: preview.progress, reasons };
  }
  const input = { idempotencyKey: `${key}-confirm`, importId, openPossibleDuplicates: namesakes };
  await act(graph, 'confirmClientImport', input);
  const { progress } = await until(asked, importId, ['DONE', 'CANCELLED'], 'taking over');
  return { kind: 'clients-imported', counts: progress, reasons: await refusedRows(graph, importId, 'outcome') };
};

const begin = async ({ graph, siteId, table, fileKind, key, progress }: ClientsToImport): Promise<string> => {
  const titles = table.heading.cells;
  const query =
    'query ($siteId: ID!, $titles: [String!]!) { columns: importColumns(siteId: $siteId, titles: $titles) { title field } }';
  type Column = { readonly title: string; readonly field: string | null };
  const { columns } = await graph<{ columns: readonly Column[] }>(query, { siteId, titles });
  const fields = columns.map(({ field }) => field);
  for (const needed of ['name', 'phone'])
    if (!fields.includes(needed)) throw new RegisterUnreadable(`The register lacks the column ${needed}.`);
  const ignored = columns.filter(({ title, field }) => field === null && title !== '').map(({ title }) => title);
  if (ignored.length > 0) progress(`these columns are left out: ${ignored.join(', ')}`, 0, table.rows.length);
  const input = { idempotencyKey: `${key}-begin`, siteId, fileKind, columns: fields };
  return (await act(graph, 'beginClientImport', input)).id;
};

const handOver = async ({ graph, table, key, progress }: ClientsToImport, importId: string): Promise<void> => {
  const rows = table.rows.map(({ number, cells }) => ({ row: number, cells }));
  let done = 0;
  for (const [number, batch] of batchesOf(rows).entries()) {
    const input = { idempotencyKey: `${key}-rows-${number}`, importId, rows: batch };
    await command(graph, { name: 'addClientImportRows', fields: '... on ClientImportRowsAdded { rows }', input });
    done += batch.length;
    progress('handing over the rows', done, rows.length);
  }
};

const inputs: Readonly<Record<string, string>> = {
  checkClientImport: 'ClientImportInput',
  cancelClientImport: 'ClientImportInput',
};

const act = async (graph: Graph, name: string, input: Readonly<Record<string, unknown>>): Promise<Shown> => {
  const type = inputs[name];
  const asked = { name, fields: shown, input, ...(type === undefined ? {} : { type }) };
  return (await command<{ import: Shown }>(graph, asked)).import;
};

const until = async (
  { graph, progress, pause }: ClientsToImport,
  id: string,
  states: readonly string[],
  step: string,
): Promise<Shown> => {
  const query = `query ($id: ID!) { one: clientImport(id: $id) { id state progress { ${counts} } } }`;
  for (;;) {
    const { one } = await graph<{ one: Shown }>(query, { id });
    progress(step, step === 'taking over' ? one.progress.done : one.progress.checked, one.progress.total);
    if (states.includes(one.state)) return one;
    await pause();
  }
};

/** Why rows are not taken, by their numbers in the file. */
const refusedRows = async (graph: Graph, id: string, by: 'verdict' | 'outcome'): Promise<Reason[]> => {
  const query = `query ($id: ID!, $after: String) { one: clientImport(id: $id) { rows(first: 100, after: $after, ${by}: REFUSED) {
    edges { node { row field code message { zh en } } } pageInfo { hasNextPage endCursor } } } }`;
  type Page = {
    readonly edges: readonly { readonly node: Reason }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
  const reasons: Reason[] = [];
  for (let after: string | null = null; ; ) {
    const { one }: { one: { rows: Page } } = await graph<{ one: { rows: Page } }>(query, { id, after });
    reasons.push(...one.rows.edges.map(({ node }) => node));
    if (!one.rows.pageInfo.hasNextPage) return reasons;
    after = one.rows.pageInfo.endCursor;
  }
};
