import type { Permission, Viewer } from '@shouwen/access';
import { staffViewer, type TestService } from '@shouwen/testing';

import { createVault, readKeyring } from '../vault/index.ts';
import { processImports } from './processImports.ts';

/** For tests: a site with an old register, and who may take it over. */
export const site = '019b8c00-0001-7000-8000-000000000001';
export const otherSite = '019b8c00-0001-7000-8000-000000000002';
const staffId = (number: number) => `019b8c00-0002-7000-8000-${String(number).padStart(12, '0')}`;
const may: Permission[] = ['client.import', 'client.readSite', 'client.identify'];
export const manager = staffViewer(staffId(1), { [site]: may });
export const otherManager = staffViewer(staffId(2), { [otherSite]: may });
export const consultant = staffViewer(staffId(3), { [site]: ['client.identify', 'client.readOwn'] });
export const now = new Date('2026-03-05T10:00:00+08:00');

export type Shown = {
  readonly id: string;
  readonly state: string;
  readonly progress: Readonly<Record<string, number>>;
  readonly rows: { readonly edges: readonly { readonly node: ShownRow }[] };
};
export type ShownRow = {
  readonly row: number;
  readonly verdict: string | null;
  readonly outcome: string | null;
  readonly field: string | null;
  readonly code: string | null;
  readonly message: { readonly zh: string; readonly en: string } | null;
  readonly client: { readonly id: string; readonly name: string } | null;
};

const fields = `id state progress { total checked done new possible opened known twice refused leftOut }
  rows(first: 100) { edges { node { row verdict outcome field code message { zh en } client { id name } } } }`;
const answers = `__typename ... on ClientImportDone { import { ${fields} } explanation { outcome applied { id } } }
  ... on Refusal { code rule { id } message { zh en } }`;
const inputs: Readonly<Record<string, string>> = {
  beginClientImport: 'BeginClientImportInput',
  mapClientImport: 'MapClientImportInput',
  checkClientImport: 'ClientImportInput',
  confirmClientImport: 'ConfirmClientImportInput',
  cancelClientImport: 'ClientImportInput',
};

export const columns = ['name', 'phone', 'class', 'budgetWan', null, 'identityNumber', 'phone2', 'dossier:position'];
export type Row = { readonly row: number; readonly cells: readonly string[] };

let keys = 0;

/** What somebody does with imports, each act under a key of its own. */
export const importDesk = (service: TestService) => {
  const act = async (by: Viewer, name: string, input: Record<string, unknown>) => {
    keys += 1;
    const mutation = `mutation ($input: ${inputs[name]}!) { ${name}(input: $input) { ${answers} } }`;
    const { data, errors } = await service
      .as(by, now)
      .send(mutation, { input: { idempotencyKey: `import-${keys}`, ...input } });
    return (errors[0]?.extensions?.code ? { error: errors[0].extensions.code } : data?.[name]) as {
      readonly __typename?: string;
      readonly error?: string;
      readonly code?: string;
      readonly import?: Shown;
    };
  };
  const add = async (by: Viewer, importId: string, rows: readonly Row[]) => {
    keys += 1;
    const mutation = `mutation ($input: AddClientImportRowsInput!) { addClientImportRows(input: $input) {
      ... on ClientImportRowsAdded { rows } ... on Refusal { code } } }`;
    const input = { idempotencyKey: `import-${keys}`, importId, rows };
    const { data, errors } = await service.as(by, now).send(mutation, { input });
    return (errors[0]?.extensions?.code ? { error: errors[0].extensions.code } : data?.addClientImportRows) as {
      readonly rows?: number;
      readonly code?: string;
      readonly error?: string;
    };
  };
  const see = async (by: Viewer, id: string) => {
    const query = `query ($id: ID!) { clientImport(id: $id) { ${fields} } }`;
    return (await service.as(by, now).ask<{ clientImport: Shown | null }>(query, { id })).clientImport;
  };
  const begun = async (rows: readonly Row[], mapped: readonly (string | null)[] = columns) => {
    const begin = await act(manager, 'beginClientImport', { siteId: site, fileKind: 'CSV', columns: mapped });
    const id = begin.import?.id ?? '';
    for (let from = 0; from < rows.length; from += 500) await add(manager, id, rows.slice(from, from + 500));
    return id;
  };
  const rows = <T = Record<string, unknown>>(sql: string, parameters: readonly unknown[] = []): Promise<T[]> =>
    service.world.db.read((tx) => tx.query(sql, [...parameters]));
  const identify = async (name: string, phone: string, siteId = site) => {
    const mutation = `mutation ($input: IdentifyClientInput!) { identifyClient(input: $input) { ... on ClientIdentified { opened } } }`;
    const by = siteId === site ? manager : otherManager;
    await service.as(by, now).ask(mutation, { input: { idempotencyKey: `desk-${phone}`, siteId, name, phone } });
  };
  /** One batch, as a process would do it. */
  const batch = (atOnce = 50, world: TestService['world'] = service.world) =>
    processImports(
      createVault(() => readKeyring(service.world.secrets).now()),
      atOnce,
    ).batch(world, { now, siteId: null });
  const finish = async () => {
    while ((await batch()) > 0);
  };
  return { act, add, see, begun, rows, identify, batch, finish };
};

/** A made-up register: each row another person. */
export const register = (count: number, from = 13_700_000_000): Row[] =>
  Array.from({ length: count }, (_, index) => ({
    row: index + 2,
    cells: [`客户${index}`, String(from + index), '来访', '200-300', 'x', '', '', '教师'],
  }));
