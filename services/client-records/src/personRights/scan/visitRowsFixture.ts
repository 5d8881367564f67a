import { site } from '../../archive/archiveFixture.ts';
import { another, at, by } from './personRowsFixture.ts';
import type { SeedRow, Seeds } from './seedRowsFixture.ts';

/** A plan, a visit, a promise and its cost, with the marker wherever somebody could write. */
export const visitRows = ({ clientId, marker, sealed, explanation: explanation_id, id }: Seeds): SeedRow[] => {
  const [plan_id, planned_id, visit_id] = [id(), id(), id()];
  const own = { site_id: site, staff_id: by };
  const told = { ...own, explanation_id };
  const promised = { promise_id: id(), visit_id, client_id: clientId, owner_id: by, what_sealed: sealed };
  return [
    [
      'visit_plan',
      {
        ...{ ...told, plan_id, month: '2026-03-01', state: 'returned', quota: 1, submitted_at: at, late: true },
        ...{ remarks: marker, reviewed_by: another, reviewed_at: at },
      },
    ],
    [
      'planned_visit',
      { ...own, planned_id, plan_id, client_id: clientId, on_day: '2026-03-02', purpose: 'care', added_at: at },
    ],
    [
      'client_visit',
      {
        ...{
          ...told,
          visit_id,
          client_id: clientId,
          planned_id,
          purpose: 'care',
          visited_at: at,
          visited_on: '2026-03-02',
        },
        ...{ report_due_at: at, state: 'returned', notes_sealed: sealed, remarks_sealed: sealed, reported_at: at },
        reviewed_by: another,
      },
    ],
    ['visit_promise', { ...told, ...promised, due_on: '2026-03-03', made_at: at }],
    [
      'visit_cost',
      {
        ...{ ...told, cost_id: id(), planned_id, kind: 'gift', what: marker, amount_fen: 1, approver: 'head' },
        ...{ state: 'asked', asked_at: at },
      },
    ],
  ];
};
