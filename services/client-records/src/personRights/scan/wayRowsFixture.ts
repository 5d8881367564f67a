import { site } from '../../archive/archiveFixture.ts';
import { at, by } from './personRowsFixture.ts';
import type { SeedRow, Seeds } from './seedRowsFixture.ts';

/** A register that waits to be taken over, and an export that waits to be fetched: both with the person in them. */
export const wayRows = ({ clientId, phoneIndex, other, explanation: explanation_id, id }: Seeds): SeedRow[] => {
  const [import_id, request_id] = [id(), id()];
  const key = { key_id: other.keyId, wrapped_key: other.wrapped };
  const hash = '0'.repeat(64);
  return [
    [
      'client_import',
      {
        ...{ ...key, id: import_id, site_id: site, file_kind: 'csv', state: 'checked', columns: '[]', begun_at: at },
        ...{ begun_by: by, acting_staff: by, acting_session: 'x', explanation_id },
      },
    ],
    [
      'client_import_row',
      {
        import_id,
        row_number: 1,
        site_id: site,
        cells_sealed: other.sealed,
        phone_index: phoneIndex,
        verdict: 'known',
      },
    ],
    [
      'access_request',
      {
        ...{ id: request_id, number: 'X2', kind: 'export', state: 'approved', site_id: site, department: 'sales' },
        ...{ headless: false, by_head: false, requester_id: by, reader_id: by, client_id: clientId, fields: [] },
        ...{ shows_client: false, purpose: 'x', reason: 'x', until_on: '2026-03-09', scope: '{}', plan: [] },
        ...{ created_at: at, submitted_at: at, explanation_id },
      },
    ],
    [
      'client_export',
      {
        ...{ ...key, id: id(), request_id, grant_id: id(), site_id: site, reader_id: by, made_at: at, rows: 1 },
        ...{ filter_hash: hash, approved_hash: hash, fields: [], in_full: true, name: 'x', media_type: 'x', bytes: 1 },
        ...{ content_sealed: other.sealed, good_until: '2026-03-09T00:00:00Z', explanation_id },
      },
    ],
  ];
};
