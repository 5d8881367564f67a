import type { Tx } from '@shouwen/database';
import type { Evidence, EvidenceItem } from './dispute.ts';

/**
 * Everything the registers of the site know of a client, oldest first: visits, registrations, calls, follow-ups, claims and deals, with
 * who and when. Never what was said: a colleague's register is not to be read (V-21).
 */
export const evidenceOn = async (
  tx: Tx,
  { siteId, clientId }: { readonly siteId: string; readonly clientId: string },
): Promise<EvidenceItem[]> => tx.query(`${everything} ORDER BY happened, kind, id`, [siteId, clientId]);

/** Times as ISO-8601 with zone, so that what is kept reads like what was taken. */
const iso = (column: string): string => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const line = (kind: string, of: { table: string; id: string; staff: string; at: string; details: string }): string =>
  `SELECT '${kind}' AS kind, ${of.id}::text AS id, ${of.staff}::text AS "staffId", ${iso(of.at)} AS at, ${of.at} AS happened,
     jsonb_build_object(${of.details}) AS details
   FROM ${of.table} WHERE site_id = $1 AND client_id = $2`;

const parts = [
  line('visit', {
    ...{ table: 'visit', id: 'visit_id', staff: 'consultant_id', at: 'arrived_at' },
    details: `'actingFor', acting_for, 'takenOverFrom', taken_over_from, 'status', status`,
  }),
  line('registration', {
    ...{
      table: 'visit_registration LEFT JOIN registration_confirmation USING (registration_id)',
      id: 'registration_id',
    },
    ...{ staff: 'receiver_id', at: 'registered_at' },
    details: `'actingFor', acting_for, 'inTime', in_time, 'confirmedAt', ${iso('confirmed_at')}, 'corrects', corrects`,
  }),
  line('call', {
    ...{ table: 'phone_call', id: 'call_id', staff: 'consultant_id', at: 'answered_at', details: '' },
  }),
  line('callRegistration', {
    ...{ table: 'call_registration', id: 'call_id', staff: 'consultant_id', at: 'registered_at' },
    details: `'answeredAt', ${iso('answered_at')}, 'plannedVisitAt', ${iso('planned_visit_at')}`,
  }),
  line('followUp', {
    ...{ table: 'follow_up', id: 'follow_up_id', staff: 'consultant_id', at: 'at' },
    details: `'channel', channel, 'reached', reached`,
  }),
  line('claim', {
    ...{ table: 'claim', id: 'claim_id', staff: 'consultant_id', at: 'opened_at' },
    details: `'openedBy', opened_by, 'validThrough', valid_through, 'freshThrough', fresh_through,
      'confirmation', confirmation, 'endedAt', ${iso('ended_at')}, 'endReason', end_reason`,
  }),
  line('deal', {
    ...{ table: 'deal', id: 'deal_id', staff: `consultants -> 0 ->> 'staffId'`, at: 'closed_at' },
    details: `'state', state`,
  }),
];

const everything = `SELECT kind, id, "staffId", at, details FROM (${parts.join(' UNION ALL ')}) AS evidence`;

export const insertEvidence = async (tx: Tx, { disputeId, takenAt, occasion, items }: Evidence): Promise<void> => {
  await tx.query('INSERT INTO dispute_evidence (dispute_id, taken_at, occasion, items) VALUES ($1, $2, $3, $4)', [
    disputeId,
    takenAt,
    occasion,
    JSON.stringify(items),
  ]);
};
