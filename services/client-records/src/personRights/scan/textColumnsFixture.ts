import type { Tx } from '@shouwen/database';

export type TextColumn = { readonly table: string; readonly column: string; readonly type: string };

/**
 * Every column of the database in which words could stand: texts, JSON, bytes. Those that a CHECK holds to a list of words, and ids of actors,
 * are none.
 */
export const textColumns = (tx: Tx): Promise<TextColumn[]> =>
  tx.query(`SELECT c.table_name AS table, c.column_name AS column, c.udt_name AS type
    FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.udt_name IN ('text', 'varchar', 'json', 'jsonb', 'bytea', '_text')
      AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = format('public.%I', c.table_name)::regclass AND k.contype = 'c'
        AND pg_get_constraintdef(k.oid) LIKE 'CHECK ((' || c.column_name || ' = ANY (ARRAY[%')
    ORDER BY 1, 2`);

/** Tables that know of no person: rules, forms, registers of the machinery. */
export const ofNoPerson: readonly string[] = [
  ...[
    'aggregate_cursor',
    'archive_inspection',
    'archive_inspection_overdue',
    'archive_shelf',
    'audit_entry',
    'care_event',
  ],
  ...[
    'colleague_post',
    'dead_letter',
    'dossier_form',
    'explanation',
    'holiday_plan',
    'idempotency',
    'inbox',
    'index_rotation',
  ],
  ...['outbox', 'parked', 'policy_version', 'request_deputy', 'rights_dispute', 'schema_migration', 'survey_form'],
  ...[
    'survey_measure_step',
    'client_import',
    'delivery_failure',
    'outbox_aggregate',
    'points_levels',
    'points_reward',
    'tier_review',
    'visit_reminder',
    'visit_step',
    'visit_step',
  ],
  // Counts, and words about counts: a small one is not told (CR-4.09).
  ...['statistics_correction', 'statistics_report', 'statistics_version'],
];
