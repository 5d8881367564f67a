import type { StaffViewer } from '@shouwen/access';
import { acrossSites, type Tx } from '@shouwen/database';
import { holdersOfPhones, identityNumbersTaken, namesKnownAt } from '../clients/index.ts';
import { formAt } from '../dossier/index.ts';
import type { Vault } from '../vault/index.ts';
import { type DecidedRow, decideRow } from './decideRow.decision.ts';
import type { ImportRow, RefusedRow, RowVerdict } from './importRow.ts';
import { phonesOfEarlierRows, type WaitingRow } from './importRowStore.ts';
import { type ClientImport, keyOf, placeOfCells } from './importStore.ts';
import { readImportRow } from './readImportRow.decision.ts';

export type ImportDesk = {
  readonly vault: Vault;
  readonly newId: () => string;
  readonly now: Date;
  readonly atOnce: number;
};

export type ReadRow = WaitingRow & { readonly read: ImportRow | RefusedRow };
export type JudgedRow = Omit<ReadRow, 'verdict'> &
  DecidedRow & {
    /** What was found when the file was looked through; null while that is done. */
    readonly verdictBefore: RowVerdict | null;
    /** Whose phone it is, whoever knows them. */
    readonly clientId: string | null;
    readonly holderKnown: boolean;
  };

/** In whose name the background works: who began it, or said the word. */
export const actingViewer = ({ actingStaff, actingSession }: ClientImport): StaffViewer => ({
  ...{ kind: 'staff', staffId: actingStaff, sessionId: actingSession, grants: {} },
});

/** Opens and reads the cells of these rows, under the form of the site as it is now. */
export const readRows = async (
  tx: Tx,
  { vault, now }: ImportDesk,
  { one, rows }: { readonly one: ClientImport; readonly rows: readonly WaitingRow[] },
): Promise<ReadRow[]> => {
  const form = await formAt(tx, one.siteId);
  return rows.map((row) => {
    const plain = vault.open(keyOf(one), one.id, placeOfCells(one.id, row.row), row.cells);
    return { ...row, read: readImportRow(JSON.parse(plain) as string[], { columns: one.columns, form, now }) };
  });
};

/** Decides about these rows one after the other, by what the database says now and by those before them. */
export const judgeRows = async (
  tx: Tx,
  { vault }: ImportDesk,
  { one, rows }: { readonly one: ClientImport; readonly rows: readonly ReadRow[] },
): Promise<JudgedRow[]> => {
  const known = await knownOf(tx, vault, { one, rows });
  const [phones, identities] = [new Set<string>(), new Set<string>()];
  return rows.map(({ verdict: verdictBefore, ...row }): JudgedRow => {
    const { read } = row;
    const told = { ...row, verdictBefore };
    if ('code' in read) return { ...told, ...decideRow({ read, ...nothing }), clientId: null, holderKnown: false };
    const main = indexesOf(vault, 'phone', read.phone);
    const others = read.contacts
      .filter(({ kind }) => kind === 'phone')
      .flatMap(({ value }) => indexesOf(vault, 'phone', value));
    const identity = read.identityNumber === null ? [] : indexesOf(vault, 'identity', read.identityNumber);
    const holder = main.map((index) => known.holders.get(index)).find((found) => found !== undefined) ?? null;
    const decided = decideRow({
      ...{ read, holder, earlier: main.some((index) => phones.has(index) || known.earlier.has(index)) },
      contactTaken: others.some((index) => phones.has(index) || known.holders.has(index)),
      identityTaken: identity.some((index) => identities.has(index) || known.identities.has(index)),
      namesake: known.names.has(read.core.name),
    });
    if (decided.verdict === 'new' || decided.verdict === 'possible') {
      for (const index of [...main, ...others]) phones.add(index);
      for (const index of identity) identities.add(index);
    }
    return { ...told, ...decided, clientId: holder?.clientId ?? null, holderKnown: holder !== null };
  });
};

const nothing = { holder: null, earlier: false, contactTaken: false, identityTaken: false, namesake: false };

const indexesOf = (vault: Vault, column: 'phone' | 'identity', value: string): string[] =>
  vault.blindIndexes(column, value).map((index) => index.toString('hex'));

const knownOf = async (
  tx: Tx,
  vault: Vault,
  { one, rows }: { readonly one: ClientImport; readonly rows: readonly ReadRow[] },
) => {
  const read = rows.flatMap(({ read: row }) => ('code' in row ? [] : [row]));
  const { phones, identities } = indexesIn(vault, read);
  // One person, one record for the whole company: another site may know the number already.
  const [holders, taken] = await acrossSites(tx, async () => [
    await holdersOfPhones(tx, phones, one.siteId),
    await identityNumbersTaken(tx, identities),
  ]);
  const names = await namesKnownAt(tx, [...new Set(read.map(({ core }) => core.name))], one.siteId);
  const earlier = one.state === 'checking' ? await phonesOfEarlierRows(tx, one.id, phones) : [];
  return {
    holders: new Map(holders.map(({ index, ...holder }) => [index.toString('hex'), holder])),
    identities: new Set(taken.map((index) => index.toString('hex'))),
    ...{ names: new Set(names), earlier: new Set(earlier.map((index) => index.toString('hex'))) },
  };
};

/** The blind indexes of all phones and identity numbers in these rows, for looking and for locking. */
export const indexesIn = (vault: Vault, read: readonly ImportRow[]) => ({
  phones: read.flatMap(({ phone, contacts }) =>
    [phone, ...contacts.filter(({ kind }) => kind === 'phone').map(({ value }) => value)].flatMap((one) =>
      vault.blindIndexes('phone', one),
    ),
  ),
  identities: read.flatMap(({ identityNumber }) =>
    identityNumber === null ? [] : vault.blindIndexes('identity', identityNumber),
  ),
});
