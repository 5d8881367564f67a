import { site } from '../../archive/archiveFixture.ts';
import { another, at, by } from './personRowsFixture.ts';
import type { SeedRow, Seeds } from './seedRowsFixture.ts';

export const archiveRows = (seeds: Seeds): SeedRow[] => [...requestRows(seeds), ...custodyRows(seeds)];

const requestRows = ({ clientId, fileId, marker, sealed, explanation: explanation_id, id }: Seeds): SeedRow[] => {
  const request_id = id();
  return [
    [
      'access_request',
      {
        ...{ id: request_id, number: 'X1', kind: 'view', state: 'ended', site_id: site, department: 'sales' },
        ...{ headless: false, by_head: false, requester_id: by, reader_id: by, client_id: clientId, described: marker },
        ...{ fields: [], shows_client: true, purpose: marker, reason: marker, until_on: '2026-03-09', pages: marker },
        ...{ safeguards: marker, recipient: marker, plan: [], created_at: at, submitted_at: at, explanation_id },
        ...{ ended_at: at, end_reason: 'revoked', ended_for: marker },
      },
    ],
    ['request_file', { request_id, file_id: fileId, classified: false, attached_by: by, attached_at: at }],
    [
      'request_step',
      { id: id(), request_id, step: 'review', verdict: 'approved', by_staff: by, at, reason: marker, explanation_id },
    ],
    [
      'request_outsider',
      {
        ...{ request_id, client_id: clientId, proof: 'work-card', name_sealed: sealed, proof_number_sealed: sealed },
        identity_number_sealed: sealed,
      },
    ],
    [
      'access_grant',
      {
        ...{ id: id(), request_id, site_id: site, staff_id: by, client_id: clientId, acts: ['view'], file_ids: [] },
        ...{
          fields: [],
          shows_client: true,
          pages: marker,
          one_time: false,
          from_at: at,
          until_at: '2026-03-09T00:00:00Z',
        },
      },
    ],
    [
      'loan',
      {
        ...{ id: id(), number: 'X1', request_id, file_id: fileId, site_id: site, borrower_id: by, department: 'sales' },
        ...{ headless: false, copies: 1, entered_at: at, entered_by: another, valid_until: at, signed_at: at },
        ...{
          lent_on: '2026-03-02',
          due_on: '2026-03-05',
          head_on: '2026-03-06',
          returned_at: at,
          returned_by: another,
        },
        ...{ condition: marker, explanation_id },
      },
    ],
  ];
};

const custodyRows = ({ fileId, marker, explanation: explanation_id, id }: Seeds): SeedRow[] => {
  const [destruction_id, inspection_id] = [id(), id()];
  return [
    [
      'archive_destruction',
      {
        ...{ id: destruction_id, site_id: site, reason: marker, proposed_by: by, proposed_at: at, explanation_id },
        ...{ state: 'rejected', decided_by: another, decided_at: at, decided_reason: marker },
      },
    ],
    ['archive_destruction_file', { destruction_id, file_id: fileId, site_id: site, standing: false }],
    [
      'archive_inspection',
      {
        id: inspection_id,
        site_id: site,
        room: 'X',
        classified: false,
        started_at: at,
        started_by: by,
        explanation_id,
      },
    ],
    [
      'archive_inspection_line',
      { inspection_id, file_id: fileId, site_id: site, finding: 'found', note: marker, at, by },
    ],
    [
      'archive_file_history',
      { id: id(), file_id: fileId, site_id: site, act: 'moved', at, by, reason: marker, explanation_id },
    ],
  ];
};
