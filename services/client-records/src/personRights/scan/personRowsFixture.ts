import { site, staffId } from '../../archive/archiveFixture.ts';
import type { SeedRow, Seeds } from './seedRowsFixture.ts';

export const by = staffId(41);
export const another = staffId(42);
export const at = '2026-03-02T09:00:00+08:00';
const actor = `staff:${by}`;

export const personRows = ({ clientId, secondId, marker, explanation, id }: Seeds): SeedRow[] => {
  const [one_id, other_id] = [clientId, secondId].sort();
  return [
    [
      'client_relation',
      {
        ...{
          relation_id: id(),
          kind: 'referrer',
          from_id: clientId,
          to_id: secondId,
          recorded_at: at,
          recorded_by: actor,
        },
        ...{ recorded_why: explanation, ended_at: at, ended_by: actor, ended_because: marker },
      },
    ],
    [
      'client_merge',
      {
        ...{
          merge_id: id(),
          surviving_id: clientId,
          merged_id: secondId,
          because: marker,
          merged_at: at,
          merged_by: actor,
        },
        ...{
          merged_why: explanation,
          undone_at: at,
          undone_by: actor,
          undone_because: marker,
          undone_why: explanation,
        },
      },
    ],
    [
      'duplicate_suspicion',
      {
        ...{ id: id(), one_id, other_id, because: ['similar-phone'], found_at: at },
        ...{ parted_at: at, parted_by: actor, parted_because: marker },
      },
    ],
    [
      'points_act',
      {
        ...{ act_id: id(), kind: 'correction', client_id: clientId, site_id: site, points: 5, reason: marker },
        ...{ state: 'declined', asked_by: by, asked_at: at, decided_by: another, explanation_id: explanation },
      },
    ],
  ];
};

export const careRows = ({ clientId, marker, explanation: explanation_id, id }: Seeds): SeedRow[] => {
  const survey_id = id();
  const client = { client_id: clientId, explanation_id };
  return [
    [
      'greeting',
      {
        ...{
          ...client,
          greeting_id: id(),
          occasion_key: 'self',
          year: 2025,
          occasion: 'birthday',
          due_on: '2025-03-07',
        },
        ...{ through: '2025-03-08', rank: 'c', kinds: ['call'], state: 'cancelled', planned_at: at, closed_at: at },
        reason: marker,
      },
    ],
    [
      'lost_client',
      {
        ...{ ...client, lost_id: id(), site_id: site, cause: 'marked', detail: marker, why: marker },
        ...{ ended_on: '2026-03-01', listed_from: '2026-03-01' },
      },
    ],
    [
      'survey',
      {
        ...{
          ...client,
          survey_id,
          site_id: site,
          occasion: 'after-service',
          asked_on: '2026-03-01',
          through: '2026-03-15',
        },
        ...{
          form_version: 1,
          questions: '[]',
          state: 'answered',
          scores: '[]',
          points: 1,
          most_points: 5,
          answered_at: at,
        },
      },
    ],
    [
      'survey_measure',
      {
        ...{ measure_id: id(), survey_id, site_id: site, state: 'planned', what: marker, owner_id: by, due_at: at },
        ...{ created_at: at, explanation_id },
      },
    ],
  ];
};

export const tierRows = ({ clientId, sealed, explanation: explanation_id, id }: Seeds): SeedRow[] => [
  [
    'client_vip',
    {
      ...{ vip_id: id(), client_id: clientId, site_id: site, carer: 'stationed', carer_id: by, services: ['priority'] },
      ...{ promised_sealed: sealed, since: '2026-03-02', made_at: at, made_by: actor, explanation_id },
    },
  ],
  [
    'order_refusal',
    {
      ...{ refusal_id: id(), client_id: clientId, site_id: site, kind: 'deal', order_id: id(), treated_as: 'A' },
      ...{ refused_by: by, refused_at: at, reason_sealed: sealed, explanation_id },
    },
  ],
  [
    'tier_review',
    { year: 2025, opened_at: at, opened_on: '2025-03-25', close_on: '2025-03-30', valid_through: '2026-03-30' },
  ],
  [
    'tier_proposal',
    {
      ...{ year: 2025, client_id: clientId, proposed: 'B', tier: 'B', points: 1, proposed_at: at },
      ...{ proposal_explanation_id: explanation_id, explanation_id },
    },
  ],
  [
    'tier_remark',
    { remark_id: id(), year: 2025, client_id: clientId, at, by: actor, tier: 'B', remark_sealed: sealed },
  ],
];
