import { isUuid } from '@shouwen/kernel';
import { narrow, readClock, readDay, type Table } from '@shouwen/tables';
import { type Column, columnName, findColumns, type RegisterKind } from './columns.ts';

/** What sales-reception takes: no name, no phone. */
export type RegisterRow = {
  readonly row: number;
  readonly date: string;
  readonly time: string | null;
  readonly consultantId: string;
  readonly class: string | null;
  readonly lookingFor: string;
  readonly budget: string | null;
  readonly channel: string;
  readonly companions: string | null;
};

/** What client-records takes. */
export type Person = { readonly name: string; readonly phone: string };

export type Entry = { readonly line: RegisterRow; readonly person: Person };

/** The file is no register that can be taken over; nothing was sent. */
export class RegisterUnreadable extends Error {
  override readonly name = 'RegisterUnreadable';
}

export type Reading = { readonly entries: readonly Entry[]; readonly ignored: readonly string[] };

/**
 * Divides each row of the table into the line and the person. What cannot be read is handed on as it is written: the departments say
 * what is wrong with it. `idsOf` are the consultants of the site by their names. @throws RegisterUnreadable for missing columns
 */
export const readRegister = (
  { heading, rows }: Table,
  { kind, idsOf }: { readonly kind: RegisterKind; readonly idsOf: ReadonlyMap<string, readonly string[]> },
): Reading => {
  const { places, unknown, missing, twice } = findColumns(heading.cells, kind);
  if (missing.length > 0)
    throw new RegisterUnreadable(`The register lacks the columns ${missing.map(columnName).join(', ')}.`);
  if (twice.length > 0)
    throw new RegisterUnreadable(`The register has these columns twice: ${twice.map(columnName).join(', ')}.`);
  const entries = rows.map(({ number, cells }): Entry => {
    const cell = (column: Column): string => cells[places.get(column) ?? -1] ?? '';
    return { line: lineOf(number, cell, idsOf), person: { name: cell('name'), phone: cell('phone') } };
  });
  return { entries, ignored: unknown };
};

const lineOf = (
  row: number,
  cell: (column: Column) => string,
  idsOf: ReadonlyMap<string, readonly string[]>,
): RegisterRow => {
  const [date, time] = [cell('date'), cell('time')];
  return {
    row,
    date: readDay(date) ?? date,
    time: time === '' ? readClock(date) : (readClock(time) ?? time),
    consultantId: consultantOf(narrow(cell('consultant')), idsOf),
    class:
      narrow(cell('class'))
        .toUpperCase()
        .replace(/[类级]$/u, '') || null,
    lookingFor: cell('lookingFor'),
    budget: cell('budget') || null,
    channel: cell('channel'),
    companions: cell('companions') || null,
  };
};

/** The id of nobody: the department will not know it. */
const nobody = '00000000-0000-4000-8000-000000000000';

/** A name that two consultants bear says nobody; their ids may stand in the file instead. */
const consultantOf = (written: string, idsOf: ReadonlyMap<string, readonly string[]>): string => {
  if (isUuid(written)) return written;
  const [id, another] = idsOf.get(written) ?? [];
  return id === undefined || another !== undefined ? nobody : id;
};
