import { text } from '@shouwen/kernel';
import { placeOfNotes, placeOfPromise } from '../../visitPlans/index.ts';
import { type Held, ofClient } from './held.ts';

const plannedOfClient = 'SELECT v.planned_id FROM planned_visit v WHERE v.client_id = ANY($1::uuid[])';

/** Visits, their reports, promises and costs (CR-8). What was said stands sealed under the client's key. */
export const heldInVisits: readonly Held[] = [
  {
    // Written of the plan as a whole; a head may have named somebody all the same.
    table: 'visit_plan',
    of: 't.plan_id IN (SELECT v.plan_id FROM planned_visit v WHERE v.client_id = ANY($1::uuid[]))',
    erase: { remarks: `CASE WHEN t.remarks IS NULL THEN NULL ELSE '' END` },
  },
  { table: 'planned_visit', of: ofClient, erase: 'nothing' },
  { table: 'visit_cost', of: `t.planned_id IN (${plannedOfClient})`, erase: { what: `''` } },
  {
    table: 'client_visit',
    of: ofClient,
    record: 't.client_id',
    erase: 'key',
    copy: {
      section: text('拜访', 'Visits to the client'),
      columns: ['t.visit_id AS id', 't.purpose', 't.visited_at AS "visitedAt"', 't.notes_sealed AS notes'],
      sealed: { notes: ({ id }) => placeOfNotes(String(id)) },
      hidden: ['id'],
    },
  },
  {
    table: 'visit_promise',
    of: ofClient,
    record: 't.client_id',
    erase: 'key',
    copy: {
      section: text('拜访承诺', 'Promises made in visits'),
      columns: [
        ...['t.promise_id AS id', 't.what_sealed AS what', 't.due_on::text AS "dueOn"', 't.done_at AS "doneAt"'],
      ],
      sealed: { what: ({ id }) => placeOfPromise(String(id)) },
      hidden: ['id'],
    },
  },
];
