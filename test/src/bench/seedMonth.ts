import { randomUUID } from 'node:crypto';
import { type EventContract, postAssignedV1, siteOpenedV1 } from '@shouwen/contracts';
import type { BenchService } from './benchService.ts';

/** A sales site with its people and its past. */
export type SeededSite = {
  readonly siteId: string;
  readonly consultants: readonly string[];
  readonly dutyPerson: string;
};

export type Amount = {
  readonly consultants: number;
  readonly visits: number;
  /** How many days before today the visits are spread over. */
  readonly days: number;
};

/** The day on which everything is asked; the past ends the day before. */
export const today = '2026-06-15';

/** Opens a site and hires its consultants, through the consumers that hear of it in production. */
export const seedSite = async (bench: BenchService, count: number): Promise<SeededSite> => {
  const siteId = randomUUID();
  const consultants = Array.from({ length: count }, () => randomUUID());
  const style = { kind: 'sales', salesPreset: 'triple-confirmation', servicePreset: null } as const;
  const since = { timeZone: 'Asia/Shanghai', openedOn: '2024-01-01', effectiveFrom: '2024-01-01T00:00:00+08:00' };
  await hear(bench, siteOpenedV1, { siteId, ...style, ...since });
  for (const [rosterOrder, staffId] of consultants.entries()) {
    const post = {
      postId: randomUUID(),
      staffId,
      siteId,
      role: 'consultant',
      from: '2024-01-01',
      to: null,
      rosterOrder,
    };
    await hear(bench, postAssignedV1, post);
  }
  return { siteId, consultants, dutyPerson: randomUUID() };
};

const hear = async ({ service, world }: BenchService, contract: EventContract, data: object): Promise<void> => {
  const envelope = {
    specversion: '1.0' as const,
    id: randomUUID(),
    source: `/shouwen/${contract.service}`,
    type: contract.type,
    subject: randomUUID(),
    time: '2024-01-01T00:00:00+08:00',
    datacontenttype: 'application/json' as const,
    aggregatetype: contract.aggregate,
    aggregateversion: 1,
    data,
  };
  for (const consumer of service.consumers) {
    if (consumer.event.type === contract.type) await world.db.transaction((tx) => consumer.handle(tx, envelope));
  }
};

/**
 * Writes a past into the tables: four fifths of the visits are of different clients, each visit is registered and followed up four
 * times, each client's last visit has a claim that is open as long as the calendar says; two entries of the log for each visit.
 */
export const seedPast = (bench: BenchService, site: SeededSite, amount: Amount): Promise<void> =>
  bench.asOwner(async (owner) => {
    await owner.query(
      `CREATE TEMPORARY TABLE past AS
       SELECT n, md5($1 || '/visit/' || n)::uuid AS visit_id, md5($1 || '/client/' || (n * 4 / 5))::uuid AS client_id,
         ($2::uuid[])[1 + n % array_length($2::uuid[], 1)] AS consultant_id,
         ($3::date - 1 - (($5 - n) * $4 / $5))::date AS on_day,
         ($3::date - 1 - (($5 - n) * $4 / $5))::timestamp AT TIME ZONE 'Asia/Shanghai'
           + interval '9 hours' + (n * 37 % 480) * interval '1 minute' AS at,
         md5($1 || '/why/' || n)::uuid AS why
       FROM generate_series(1, $5::int) AS n`,
      [site.siteId, site.consultants, today, amount.days, amount.visits],
    );
    for (const statement of statements) await owner.query(statement, parametersOf(statement, site));
    // What autovacuum does for a database that lives.
    await owner.query('VACUUM ANALYZE');
  });

const parametersOf = (statement: string, { siteId }: SeededSite): string[] =>
  [siteId, today].slice(0, Math.max(...[...statement.matchAll(/\$(\d)/g)].map(([, one]) => Number(one)), 0));

const explanation = JSON.stringify({
  outcome: 'COUNTED',
  summary: { zh: '计轮次。', en: 'Counts as a turn.' },
  applied: ['SR-1.20', 'SR-1.02'],
  rejected: [],
  facts: [{ name: 'asksFor', value: 'nobody', at: null }],
  policies: [],
  decidedAt: '2026-06-01T02:00:00.000Z',
}).replaceAll("'", "''");

const statements: readonly string[] = [
  `INSERT INTO known_client (client_id, site_id, opened_at)
   SELECT client_id, $1::uuid, min(at) FROM past GROUP BY client_id ON CONFLICT DO NOTHING`,
  `INSERT INTO explanation (id, subject_type, subject_id, site_id, decided_at, explanation)
   SELECT why, 'Visit', visit_id::text, $1::uuid, at, '${explanation}'::jsonb FROM past`,
  `INSERT INTO visit (visit_id, site_id, client_id, kind, arrived_at, arrived_on, party_size, standing, status,
     consultant_id, started_at, ended_at, rules, explanation_id, received_by)
   SELECT visit_id, $1::uuid, client_id, 'newClient', at, on_day, 1, '{"kind":"NEW"}', 'ended',
     consultant_id, at, at + interval '20 minutes', '{SR-1.20}', why, 'staff:seed' FROM past`,
  `INSERT INTO visit_registration (registration_id, site_id, visit_id, client_id, receiver_id, visited_at, visited_on,
     registered_at, registered_by, in_time, in_public_register, class, looking_for, channel)
   SELECT md5(visit_id::text || 'line')::uuid, $1::uuid, visit_id, client_id, consultant_id, at, on_day,
     at + interval '30 minutes', consultant_id, true, true, (ARRAY['A', 'B', 'C', 'D'])[1 + n % 4], '三房', '路过' FROM past`,
  `INSERT INTO follow_up (follow_up_id, site_id, client_id, consultant_id, at, channel, reached, said, next, next_on, explanation_id)
   SELECT md5(visit_id::text || 'follow' || step)::uuid, $1::uuid, client_id, consultant_id,
     at + (step * 2) * interval '1 day', 'phone', true, '约定再访', '再次致电', on_day + step * 2 + 3, why
   FROM past, generate_series(1, 4) AS step WHERE on_day + step * 2 < $2::date`,
  `INSERT INTO claim (claim_id, site_id, client_id, consultant_id, opened_by, source_id, opened_at, opened_on, window_from,
     valid_through, fresh_through, lapses_at, confirmation, status, ended_at, ended_on, end_reason, opened_why, latest_why,
     ended_why)
   SELECT md5(visit_id::text || 'claim')::uuid, $1::uuid, client_id, consultant_id, 'visit', visit_id, at, on_day, at,
     (on_day + interval '1 month')::date - 1, on_day + 17, (on_day + 18)::timestamp AT TIME ZONE 'Asia/Shanghai', 'not-needed',
     CASE WHEN over THEN 'ended' ELSE 'open' END,
     CASE WHEN over THEN (on_day + 18)::timestamp AT TIME ZONE 'Asia/Shanghai' END, CASE WHEN over THEN on_day + 18 END,
     CASE WHEN over THEN 'freshness-over' END, why, why, CASE WHEN over THEN why END
   FROM (SELECT DISTINCT ON (client_id) *, on_day + 17 < $2::date AS over FROM past ORDER BY client_id, n DESC) AS latest`,
  // Without statistics the planner joins these row by row, for minutes.
  'ANALYZE',
  `INSERT INTO client_contact (site_id, client_id, consultant_id, last_at, last_reached_at, next, next_on, held_through)
   SELECT f.site_id, f.client_id, f.consultant_id, max(f.at), max(f.at), max(f.next), max(f.next_on), max(c.fresh_through)
   FROM follow_up f LEFT JOIN claim c
     ON c.client_id = f.client_id AND c.consultant_id = f.consultant_id AND c.site_id = f.site_id AND c.status = 'open'
   WHERE f.site_id = $1::uuid GROUP BY f.site_id, f.client_id, f.consultant_id`,
  `UPDATE client_contact SET next = NULL, next_on = NULL WHERE held_through IS NULL AND site_id = $1::uuid`,
  `INSERT INTO rotation_log (site_id, day, at, kind, consultant_id, visit_id, event, actor, explanation_id)
   SELECT $1::uuid, on_day, at, kind, consultant_id, visit_id, jsonb_build_object('type', kind), 'staff:seed', why
   FROM past, unnest(ARRAY['ReceptionStarted', 'ReceptionEnded']) AS kind ORDER BY at`,
];
