import { batchesOf } from './batches.ts';
import type { RegisterKind } from './columns.ts';
import { command, type Graph, type Told } from './graph.ts';
import type { ImportCounts } from './importClients.ts';
import type { Entry } from './readRegister.ts';

/** Why a row was refused, by its number in the file. */
export type Reason = { readonly row: number; readonly field: string; readonly code: string; readonly message: Told };

export type Outcome =
  | { readonly kind: 'refused'; readonly reasons: readonly Reason[] }
  | { readonly kind: 'checked'; readonly rows: number }
  | { readonly kind: 'imported'; readonly lines: number; readonly claims: number; readonly opened: number }
  | {
      readonly kind: 'clients-checked' | 'clients-imported';
      readonly counts: ImportCounts;
      readonly reasons: readonly Reason[];
    };

export type TakeOver = {
  readonly graph: Graph;
  readonly siteId: string;
  readonly kind: RegisterKind;
  readonly entries: readonly Entry[];
  /** Makes the keys of this import: the same file on the same day is the same import. */
  readonly key: string;
  readonly dryRun: boolean;
  readonly progress: (step: string, done: number, of: number) => void;
};

/** Checks everything, then identifies the people, then takes all lines over at once. Sent again, it goes on where it was. */
export const takeOver = async (asked: TakeOver): Promise<Outcome> => {
  const reasons = [...(await checkLines(asked)), ...(await checkPeople(asked))].sort((a, b) => a.row - b.row);
  if (reasons.length > 0) return { kind: 'refused', reasons };
  if (asked.dryRun) return { kind: 'checked', rows: asked.entries.length };
  const clients = await identify(asked);
  const importId = await stage(
    asked,
    clients.map(({ id }) => id),
  );
  asked.progress('taking over', 0, asked.entries.length);
  const answer = await command<Finished>(asked.graph, {
    name: 'finishRegisterImport',
    fields: `... on RegisterImported { lines claims } ... on RegisterRowsRefused { rows { ${reasonFields} } }`,
    input: { idempotencyKey: `${asked.key}-finish`, importId },
  });
  if (answer.__typename === 'RegisterRowsRefused') return { kind: 'refused', reasons: answer.rows };
  const { lines, claims } = answer;
  asked.progress('taking over', lines, lines);
  return { kind: 'imported', lines, claims, opened: clients.filter(({ opened }) => opened).length };
};

type Finished =
  | { readonly __typename: 'RegisterImported'; readonly lines: number; readonly claims: number }
  | { readonly __typename: 'RegisterRowsRefused'; readonly rows: readonly Reason[] };

const reasonFields = 'row field code message { zh en }';

const checkLines = async ({ graph, siteId, kind, entries, progress }: TakeOver): Promise<Reason[]> => {
  const query = `query ($siteId: ID!, $kind: RegisterKind!, $rows: [RegisterRowInput!]!) {
    reasons: checkRegisterRows(siteId: $siteId, kind: $kind, rows: $rows) { ${reasonFields} } }`;
  const found: Reason[] = [];
  let done = 0;
  for (const rows of batchesOf(entries.map(({ line }) => line))) {
    const { reasons } = await graph<{ reasons: Reason[] }>(query, { siteId, kind: kind.toUpperCase(), rows });
    found.push(...reasons);
    done += rows.length;
    progress('checking the lines', done, entries.length);
  }
  return found;
};

const checkPeople = async ({ graph, siteId, entries, progress }: TakeOver): Promise<Reason[]> => {
  const query = `query ($siteId: ID!, $people: [PersonInput!]!) {
    refused: checkPeople(siteId: $siteId, people: $people) { index code message { zh en } } }`;
  type Refused = { readonly index: number; readonly code: string; readonly message: Told };
  const found: Reason[] = [];
  let done = 0;
  for (const batch of batchesOf(entries)) {
    const people = batch.map(({ person }) => person);
    const { refused } = await graph<{ refused: Refused[] }>(query, { siteId, people });
    for (const { index, code, message } of refused) {
      const field = code === 'PHONE_INVALID' ? 'phone' : 'name';
      found.push({ row: batch[index]?.line.row ?? 0, field, code, message });
    }
    done += batch.length;
    progress('checking the people', done, entries.length);
  }
  return found;
};

type Identified = { readonly id: string; readonly opened: boolean };

const identify = async ({ graph, siteId, entries, key, progress }: TakeOver): Promise<Identified[]> => {
  const identified: Identified[] = [];
  for (const [number, batch] of batchesOf(entries.map(({ person }) => person)).entries()) {
    const { clients } = await command<{ clients: readonly { opened: boolean; client: { id: string } }[] }>(graph, {
      name: 'identifyClients',
      fields: '... on ClientsIdentified { clients { opened client { id } } }',
      input: { idempotencyKey: `${key}-people-${number}`, siteId, people: batch },
    });
    identified.push(...clients.map(({ opened, client }) => ({ id: client.id, opened })));
    progress('identifying the people', identified.length, entries.length);
  }
  return identified;
};

const stage = async (
  { graph, siteId, kind, entries, key, progress }: TakeOver,
  clientIds: readonly string[],
): Promise<string> => {
  const { importId } = await command<{ importId: string }>(graph, {
    name: 'openRegisterImport',
    fields: '... on RegisterImportOpened { importId }',
    input: { idempotencyKey: `${key}-open`, siteId, kind: kind.toUpperCase() },
  });
  const rows = entries.map(({ line }, index) => ({ ...line, clientId: clientIds[index] }));
  let done = 0;
  for (const [number, batch] of batchesOf(rows).entries()) {
    const input = { idempotencyKey: `${key}-rows-${number}`, importId, rows: batch };
    await command(graph, { name: 'addRegisterRows', fields: '... on RegisterRowsAdded { rows }', input });
    done += batch.length;
    progress('handing over the lines', done, rows.length);
  }
  return importId;
};
