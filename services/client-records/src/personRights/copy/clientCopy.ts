import { acrossSites, type Tx } from '@shouwen/database';
import type { Text } from '@shouwen/kernel';
import { idsOfPerson } from '../../persons/index.ts';
import type { Vault, WrappedKey } from '../../vault/index.ts';
import { type Held, type HeldRow, heldTables } from '../held/index.ts';
import { keysOf, rowsOf } from './copyQueries.ts';

/** A line of what is held: only what may be shown, opened. */
export type CopiedRow = Readonly<Record<string, unknown>>;
export type CopiedSection = { readonly section: Text; readonly rows: readonly CopiedRow[] };

export type CopyAsked = {
  readonly clientId: string;
  /** With the classified files, which the client-service manager decides about (CR-3.02). */
  readonly withClassified: boolean;
};

/**
 * CR-2.06: everything that is held about a person, by section, in all records of the person: what stands in the tables that the register
 * `held` names. Who read the record is about the readers, and who the other end of a relation is about the other: both stay out.
 */
export const copyOf = async (
  tx: Tx,
  vault: Vault,
  { clientId, withClassified }: CopyAsked,
): Promise<readonly CopiedSection[]> =>
  acrossSites(tx, async () => {
    const ids = await idsOfPerson(tx, clientId);
    const keys = await keysOf(tx, ids);
    const sections: CopiedSection[] = [];
    for (const held of [...heldTables].reverse()) {
      const rows = await rowsOf(tx, held, { ids, withClassified });
      if (held.copy && rows.length > 0)
        sections.push({ section: held.copy.section, rows: rows.map((row) => opened(vault, keys, held, row)) });
    }
    return sections;
  });

const opened = (vault: Vault, keys: ReadonlyMap<string, WrappedKey>, { copy }: Held, row: HeldRow): CopiedRow => {
  const recordId = String(row.recordId);
  const shown = Object.entries(row).filter(([name]) => name !== 'recordId' && !copy?.hidden?.includes(name));
  return Object.fromEntries(
    shown.map(([name, value]) => {
      const place = copy?.sealed?.[name];
      const key = keys.get(recordId);
      if (place === undefined || !Buffer.isBuffer(value) || key === undefined) return [name, value];
      return [name, vault.open(key, recordId, place(row), value)];
    }),
  );
};

/** How many lines a copy has: what the trail says of it. */
export const countRows = (sections: readonly CopiedSection[]): number =>
  sections.reduce((count, { rows }) => count + rows.length, 0);
