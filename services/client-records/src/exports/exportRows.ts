import type { Tx } from '@shouwen/database';
import { siteDate } from '@shouwen/kernel';
import type { Cell } from '@shouwen/tables';
import {
  type ClientRow,
  classesOf,
  contactsOf,
  identitiesShown,
  openContact,
  openIdentity,
  openWishes,
} from '../clients/index.ts';
import { type ContactKind, hidden, maskContact, maskIdentityNumber } from '../contacts/index.ts';
import { fieldOf, formAt, openValues, valuesOfPersons } from '../dossier/index.ts';
import type { Vault } from '../vault/index.ts';
import type { ExportField, ExportScope } from './exportScope.ts';

type Asked = { readonly siteId: string; readonly scope: ExportScope; readonly clients: readonly ClientRow[] };

/**
 * The cells of the clients, a row each, in the order of the fields. Opened only here, after everything was decided; masked unless the
 * approval says otherwise (CR-2.03, I24).
 */
export const exportRows = async (tx: Tx, vault: Vault, { siteId, scope, clients }: Asked): Promise<Cell[][]> => {
  const ids = clients.map(({ id }) => id);
  const cellOf = {
    ...(await contactCells(tx, vault, { ids, scope })),
    ...(await identityCells(tx, vault, { ids, scope })),
    ...(await classCells(tx, { ids, siteId, scope })),
    ...(await dossierCells(tx, vault, { ids, siteId, scope })),
  };
  return clients.map((client) =>
    scope.fields.map((field) => cellOf[field]?.get(client.id) ?? coreCell(vault, client, field)),
  );
};

type Cells = Partial<Record<ExportField, ReadonlyMap<string, Cell>>>;
type Part = { readonly ids: readonly string[]; readonly scope: ExportScope };

const contactCells = async (tx: Tx, vault: Vault, { ids, scope }: Part): Promise<Cells> => {
  const kinds = (['phone', 'email', 'wechat', 'address'] as const).filter((kind) => scope.fields.includes(kind));
  if (kinds.length === 0) return {};
  const rows = await contactsOf(tx, ids);
  const shown = (kind: ContactKind, value: string) => (scope.full ? value : maskContact(kind, value));
  const cells = (kind: ContactKind) => {
    const byClient = new Map<string, string>();
    for (const row of rows.filter((one) => one.kind === kind)) {
      const before = byClient.get(row.clientId);
      const value = shown(kind, openContact(vault, row));
      byClient.set(row.clientId, before === undefined ? value : `${before}、${value}`);
    }
    return byClient;
  };
  return Object.fromEntries(kinds.map((kind) => [kind, cells(kind)]));
};

const identityCells = async (tx: Tx, vault: Vault, { ids, scope }: Part): Promise<Cells> => {
  if (!scope.fields.includes('identityNumber')) return {};
  const shown = (number: string) => (scope.full ? number : maskIdentityNumber(number));
  const rows = await identitiesShown(tx, ids);
  return { identityNumber: new Map(rows.map((row) => [row.clientId, shown(openIdentity(vault, row))])) };
};

const classCells = async (tx: Tx, { ids, siteId, scope }: Part & { readonly siteId: string }): Promise<Cells> => {
  if (!scope.fields.includes('classes')) return {};
  const byClient = new Map<string, string>();
  for (const { clientId, class: filed, specialty } of await classesOf(tx, ids, [siteId])) {
    const named = specialty === null ? filed : `${filed} (${specialty})`;
    const before = byClient.get(clientId);
    byClient.set(clientId, before === undefined ? named : `${before}、${named}`);
  }
  return { classes: byClient };
};

/** Of a choice the label; a field that is sensitive is masked as a whole. */
const dossierCells = async (
  tx: Tx,
  vault: Vault,
  { ids, siteId, scope }: Part & { readonly siteId: string },
): Promise<Cells> => {
  const keys = scope.fields.flatMap((field) => (field.startsWith('dossier:') ? [field.slice(8)] : []));
  if (keys.length === 0) return {};
  const form = await formAt(tx, siteId);
  const cells: Record<string, Map<string, Cell>> = Object.fromEntries(keys.map((key) => [`dossier:${key}`, new Map()]));
  for (const row of await valuesOfPersons(tx, ids, keys)) {
    const field = fieldOf(form, row.key);
    const labels = (value: string) => field?.options.find(({ key }) => key === value)?.label.zh ?? value;
    const masked = !scope.full && (field?.sensitive ?? true);
    cells[`dossier:${row.key}`]?.set(row.clientId, masked ? hidden : openValues(vault, row).map(labels).join('、'));
  }
  return cells;
};

const coreCell = (vault: Vault, client: ClientRow, field: ExportField): Cell => {
  switch (field) {
    case 'number':
    case 'name':
    case 'kind':
    case 'business':
    case 'district':
    case 'urgency':
      return client[field];
    case 'openedOn':
      return siteDate(client.openedAt);
    case 'budgetYuan': {
      const { budgetMostFen } = openWishes(vault, client);
      return budgetMostFen === null ? null : budgetMostFen / 100;
    }
    case 'preferences':
      return openWishes(vault, client).preferences;
    default:
      return null;
  }
};
