import { dayIndexName, placeOfDay } from '../care/index.ts';
import { placeOfContact } from '../clients/index.ts';
import type { Place } from '../vault/index.ts';

/** A sealed value that is found by a blind index, as its table holds it. Names of tables and columns come from the code alone. */
export type IndexedColumn = {
  readonly table: string;
  /** Primary key of the table, a uuid. */
  readonly key: string;
  /** The client under whose data key the value is sealed. */
  readonly client: string;
  readonly sealed: string;
  readonly index: string;
  /** The name under which the vault indexes it, as `blindIndex` is called with. */
  readonly indexedAs: string;
  readonly placeOf: (key: string, clientId: string) => Place;
};

/** All of them, in the order in which their indexes are made anew. */
export const indexedColumns: readonly IndexedColumn[] = [
  {
    table: 'client',
    key: 'id',
    client: 'id',
    sealed: 'phone_sealed',
    index: 'phone_index',
    indexedAs: 'phone',
    placeOf: (row) => ({ table: 'client', column: 'phone', row }),
  },
  {
    table: 'client_contact',
    key: 'id',
    client: 'client_id',
    sealed: 'value_sealed',
    index: 'value_index',
    indexedAs: 'phone',
    placeOf: placeOfContact,
  },
  {
    table: 'client_identity',
    key: 'client_id',
    client: 'client_id',
    sealed: 'number_sealed',
    index: 'number_index',
    indexedAs: 'identity',
    placeOf: (row) => ({ table: 'client_identity', column: 'number', row }),
  },
  {
    table: 'client_occasion',
    key: 'occasion_id',
    client: 'client_id',
    sealed: 'day_sealed',
    index: 'day_index',
    indexedAs: dayIndexName,
    placeOf: placeOfDay,
  },
];
