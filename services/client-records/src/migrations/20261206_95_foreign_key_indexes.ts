import type { Migration } from '@shouwen/database';

/** The last five had an index of some of their rows. */
const missing: readonly (readonly [table: string, ...columns: string[]])[] = [
  ['content_ticket', 'file_id'],
  ['file_upload', 'file_id'],
  ['file_upload', 'client_id'],
  ['file_content', 'client_id'],
  ['archive_hold', 'file_id'],
  ['leak_trace', 'seq'],
  ['duplicate_suspicion', 'other_id'],
  ['care_guest', 'brought_by'],
  ['points_act', 'reward_id'],
  ['archive_destruction_file', 'file_id'],
  ['archive_file', 'shelf_id', 'classified'],
  ['points_lot', 'client_id'],
  ['statistics_correction', 'report_id'],
  ['statistics_report', 'request_id'],
];

/** What refers to a row is found without reading a whole table: for its deletion, and for the searches of a client's or a file's own. */
export const foreignKeyIndexesMigration: Migration = {
  name: '20261206_95_foreign_key_indexes',
  async up(tx) {
    for (const [table, ...columns] of missing)
      await tx.query(`CREATE INDEX ${table}_by_${columns[0]} ON ${table} (${columns.join(', ')})`);
  },
};
