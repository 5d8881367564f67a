import type { Tx } from '@shouwen/database';
import { type IsoDate, splitByParts } from '@shouwen/kernel';
import type { ConsultantFigures, Days, Figures } from './figures.ts';

type Counted = Omit<Figures, 'from' | 'through' | 'deals' | 'dealAmountFen' | 'cancellations'>;
type ClosedDeal = {
  readonly priceFen: string;
  readonly consultants: readonly { readonly staffId: string; readonly parts: number }[];
};

/** SR-8.03: what happened at a site on these days, as far as it is written down now. Registers taken over from paper count too. */
export const figuresOf = async (tx: Tx, days: Days & { readonly zone: string }): Promise<Figures> => {
  const { siteId, from, through } = days;
  const [counted] = (await tx.query(countEverything, [siteId, from, through, days.zone])) as [Counted];
  const [deals, cancellations] = [await dealsClosed(tx, days), await dealsCancelled(tx, days)];
  return {
    ...counted,
    from,
    through,
    deals: deals.length,
    dealAmountFen: deals.reduce((sum, { priceFen }) => sum + Number(priceFen), 0),
    cancellations,
    byConsultant: withDeals(counted.byConsultant, deals),
  };
};

const dealsClosed = (tx: Tx, { siteId, from, through }: Days): Promise<ClosedDeal[]> =>
  tx.query(
    `SELECT price_fen AS "priceFen", consultants FROM deal WHERE site_id = $1 AND closed_on BETWEEN $2 AND $3
     ORDER BY closed_at, deal_id`,
    [siteId, from, through],
  );

const dealsCancelled = async (tx: Tx, { siteId, from, through }: Days): Promise<number> => {
  const [row] = (await tx.query(
    `SELECT count(*)::int AS n FROM deal WHERE site_id = $1 AND cancelled_on BETWEEN $2 AND $3 AND closed_on IS NOT NULL`,
    [siteId, from, through],
  )) as [{ n: number }];
  return row.n;
};

/** The most deals first, then the most visits. */
const withDeals = (counted: readonly ConsultantFigures[], deals: readonly ClosedDeal[]): ConsultantFigures[] => {
  const all = new Map(counted.map((one) => [one.consultantId, one]));
  for (const { priceFen, consultants } of deals) {
    const amounts = splitByParts(
      Number(priceFen),
      consultants.map(({ parts }) => parts),
    );
    for (const [index, { staffId }] of consultants.entries()) {
      const before = all.get(staffId) ?? { ...nothing, consultantId: staffId };
      const dealAmountFen = before.dealAmountFen + (amounts[index] ?? 0);
      all.set(staffId, { ...before, deals: before.deals + 1, dealAmountFen });
    }
  }
  return [...all.values()].sort(
    (a, b) => b.deals - a.deals || b.visits - a.visits || (a.consultantId < b.consultantId ? -1 : 1),
  );
};

const nothing = { visits: 0, calls: 0, followUps: 0, deals: 0, dealAmountFen: 0 };

/** Days of the site as instants, for columns that keep no day. */
const within = (column: string) =>
  `${column} >= $2::date::timestamp AT TIME ZONE $4 AND ${column} < ($3::date + 1)::timestamp AT TIME ZONE $4`;

const countEverything = `
  WITH seen AS (
    SELECT consultant_id, turn_position IS NOT NULL AS counted FROM visit WHERE site_id = $1 AND arrived_on BETWEEN $2 AND $3
    UNION ALL
    SELECT receiver_id, false FROM visit_registration
    WHERE site_id = $1 AND visited_on BETWEEN $2 AND $3 AND import_id IS NOT NULL AND corrects IS NULL
  ), line AS (
    SELECT first.registration_id, coalesce(latest.class, first.class) AS class, coalesce(latest.channel, first.channel) AS source
    FROM visit_registration first
      LEFT JOIN LATERAL (SELECT class, channel FROM visit_registration r
        WHERE r.visit_id = first.visit_id AND r.corrects IS NOT NULL ORDER BY r.registered_at DESC LIMIT 1) latest ON true
    WHERE first.site_id = $1 AND first.visited_on BETWEEN $2 AND $3 AND first.corrects IS NULL
  ), heard AS (
    SELECT consultant_id FROM phone_call WHERE site_id = $1 AND ${within('answered_at')}
    UNION ALL
    SELECT consultant_id FROM call_registration WHERE site_id = $1 AND answered_on BETWEEN $2 AND $3 AND import_id IS NOT NULL
  ), call AS (
    SELECT class, channel AS source FROM call_registration WHERE site_id = $1 AND answered_on BETWEEN $2 AND $3
  ), contact AS (
    SELECT consultant_id, reached FROM follow_up WHERE site_id = $1 AND ${within('at')}
  ), by_consultant AS (
    SELECT consultant_id AS "consultantId", sum(visits)::int AS visits, sum(calls)::int AS calls, sum(contacts)::int AS "followUps",
      0 AS deals, 0 AS "dealAmountFen"
    FROM (SELECT consultant_id, 1 AS visits, 0 AS calls, 0 AS contacts FROM seen
          UNION ALL SELECT consultant_id, 0, 1, 0 FROM heard UNION ALL SELECT consultant_id, 0, 0, 1 FROM contact) act
    WHERE consultant_id IS NOT NULL GROUP BY consultant_id
  ), by_class AS (
    SELECT class, sum(visits)::int AS visits, sum(calls)::int AS calls
    FROM (SELECT class, 1 AS visits, 0 AS calls FROM line UNION ALL SELECT class, 0, 1 FROM call) one GROUP BY class
  ), by_source AS (
    SELECT source, sum(visits)::int AS visits, sum(calls)::int AS calls
    FROM (SELECT source, 1 AS visits, 0 AS calls FROM line UNION ALL SELECT source, 0, 1 FROM call) one GROUP BY source
  )
  SELECT (SELECT count(*)::int FROM seen) AS visits, (SELECT count(*)::int FROM seen WHERE counted) AS "countedVisits",
    (SELECT count(*)::int FROM line) AS "registeredVisits", (SELECT count(*)::int FROM heard) AS calls,
    (SELECT count(*)::int FROM call) AS "registeredCalls", (SELECT count(*)::int FROM contact) AS "followUps",
    (SELECT count(*)::int FROM contact WHERE reached) AS "reachedFollowUps",
    (SELECT coalesce(json_agg(by_consultant), '[]') FROM by_consultant) AS "byConsultant",
    (SELECT coalesce(json_agg(by_class ORDER BY class NULLS LAST), '[]') FROM by_class) AS "byClass",
    (SELECT coalesce(json_agg(by_source ORDER BY visits + calls DESC, source), '[]') FROM by_source) AS "bySource"`;

export type WeeklyReport = {
  readonly siteId: string;
  readonly from: IsoDate;
  readonly through: IsoDate;
  readonly madeAt: Date;
  readonly figures: Figures;
};

/** The report of the week that begins on that Monday; null before it was made. */
export const weeklyReportOf = async (tx: Tx, siteId: string, from: IsoDate): Promise<WeeklyReport | null> => {
  const rows: WeeklyReport[] = await tx.query(`${selectReports} WHERE site_id = $1 AND week_from = $2`, [siteId, from]);
  return rows[0] ?? null;
};

/** A page of a site's weekly reports, the newest first. */
export const weeklyReportsOf = async (
  tx: Tx,
  { siteId, before, limit }: { readonly siteId: string; readonly before: IsoDate | null; readonly limit: number },
): Promise<WeeklyReport[]> =>
  tx.query(
    `${selectReports} WHERE site_id = $1 AND ($2::date IS NULL OR week_from < $2) ORDER BY week_from DESC LIMIT $3`,
    [siteId, before, limit],
  );

const selectReports = `SELECT site_id AS "siteId", week_from AS "from", week_through AS through, made_at AS "madeAt", figures
  FROM weekly_report`;
