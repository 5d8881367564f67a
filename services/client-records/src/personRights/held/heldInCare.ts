import { text } from '@shouwen/kernel';
import { type Held, ofClient } from './held.ts';

const emptied = (column: string): string => `CASE WHEN t.${column} IS NULL THEN NULL ELSE '' END`;

/** Care, satisfaction and what other departments told (CR-7). */
export const heldInCare: readonly Held[] = [
  { table: 'client_site', of: ofClient, erase: 'nothing' },
  { table: 'client_owner', of: ofClient, erase: 'nothing' },
  { table: 'client_person', of: ofClient, erase: 'nothing' },
  { table: 'client_restriction', of: ofClient, erase: 'nothing' },
  { table: 'client_rank', of: ofClient, erase: 'delete' },
  {
    table: 'client_credit',
    of: ofClient,
    record: 't.client_id',
    erase: 'delete',
    copy: {
      section: text('信用等级', 'Credit'),
      columns: ['t.grade', 't.graded_on::text AS "gradedOn"', 't.overdue_days AS "overdueDays"'],
    },
  },
  {
    table: 'greeting',
    of: ofClient,
    record: 't.client_id',
    erase: {
      reason: `CASE WHEN t.state = 'planned' THEN 'client-erased' WHEN t.reason IS NULL THEN NULL ELSE '' END`,
      closed_at: `CASE WHEN t.state = 'planned' THEN $2::timestamptz ELSE t.closed_at END`,
      state: `CASE WHEN t.state = 'planned' THEN 'cancelled' ELSE t.state END`,
    },
    codes: ['occasion_key', 'whose', 'holiday', 'kinds', 'done_kinds', 'closed_by'],
    copy: {
      section: text('问候', 'Greetings'),
      columns: ['t.occasion', 't.due_on::text AS "dueOn"', 't.state', 't.result'],
    },
  },
  { table: 'care_bond', of: ofClient, erase: 'nothing' },
  {
    table: 'care_visit',
    of: ofClient,
    record: 't.client_id',
    erase: 'nothing',
    copy: { section: text('来访', 'Visits'), columns: ['t.received_at AS "receivedAt"', 't.site_id AS "siteId"'] },
  },
  {
    table: 'care_guest',
    of: ofClient,
    record: 't.client_id',
    erase: {
      withdrawn_at: 'CASE WHEN t.came IS NULL THEN coalesce(t.withdrawn_at, $2::timestamptz) ELSE t.withdrawn_at END',
    },
    codes: ['invited_by', 'recorded_by'],
    copy: {
      section: text('活动', 'Events'),
      columns: [
        '(SELECT e.title FROM care_event e WHERE e.event_id = t.event_id) AS event',
        't.invited_at AS "invitedAt"',
        't.came',
      ],
    },
  },
  {
    table: 'lost_client',
    of: ofClient,
    record: 't.client_id',
    erase: { detail: emptied('detail'), why: emptied('why') },
    codes: ['marked_by'],
    copy: {
      section: text('流失', 'Lost'),
      columns: ['t.cause', 't.detail', 't.why', 't.ended_on::text AS "endedOn"', 't.outcome'],
    },
  },
  {
    table: 'win_back_attempt',
    of: 't.lost_id IN (SELECT l.lost_id FROM lost_client l WHERE l.client_id = ANY($1::uuid[]))',
    erase: 'nothing',
    codes: ['made_by'],
  },
  {
    table: 'survey',
    of: ofClient,
    record: 't.client_id',
    erase: { state: `CASE WHEN t.state = 'open' THEN 'cancelled' ELSE t.state END` },
    codes: ['questions', 'scores', 'answered_by'],
    copy: {
      section: text('满意度', 'Surveys'),
      columns: ['t.occasion', 't.asked_on::text AS "askedOn"', 't.state', 't.scores', 't.answered_at AS "answeredAt"'],
    },
  },
  { table: 'survey_clock', of: ofClient, erase: 'delete' },
  {
    table: 'survey_measure',
    of: 't.survey_id IN (SELECT s.survey_id FROM survey s WHERE s.client_id = ANY($1::uuid[]))',
    erase: { what: emptied('what') },
  },
  { table: 'client_read', of: ofClient, erase: 'nothing', codes: ['actor'] },
  {
    // Only an index of a number; but it tells that the number was sought.
    table: 'phone_search',
    of: `t.phone_index IN (SELECT n.value_index FROM client_contact n WHERE n.client_id = ANY($1::uuid[])
      UNION ALL SELECT c.phone_index FROM client c WHERE c.id = ANY($1::uuid[]))`,
    erase: 'delete',
  },
];
