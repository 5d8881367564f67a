import type { Held } from './held.ts';

/** Files on their way in and out (CR-1.07, CR-4.08). */
export const heldOnTheWay: readonly Held[] = [
  {
    // Rows of registers that wait to be taken over: they would open the record again.
    table: 'client_import_row',
    of: `t.outcome IS NULL AND t.phone_index IN (SELECT n.value_index FROM client_contact n WHERE n.client_id = ANY($1::uuid[])
      UNION ALL SELECT c.phone_index FROM client c WHERE c.id = ANY($1::uuid[]))`,
    erase: {
      ...{ cells_sealed: 'NULL', phone_index: 'NULL', outcome: `'left-out'` },
      verdict: `coalesce(t.verdict, 'known')`,
    },
    codes: ['field', 'code', 'message'],
  },
  {
    // Who is in an export that waits to be fetched nobody knows: those of the sites that know the person are void.
    table: 'client_export',
    of: `t.ended_at IS NULL AND t.site_id IN (SELECT s.site_id FROM client_site s WHERE s.client_id = ANY($1::uuid[]))`,
    erase: { content_sealed: 'NULL', key_id: 'NULL', wrapped_key: 'NULL', ended_at: '$2::timestamptz' },
    codes: ['filter_hash', 'approved_hash', 'fields', 'name', 'media_type'],
  },
];
