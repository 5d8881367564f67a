import type { Tx } from '@shouwen/database';
import type { Counted } from './figure.ts';
import type { Period } from './period.ts';

/** The clients of the site that count: one for a person, none that is frozen or erased. */
const clients = `WITH counted AS MATERIALIZED (
  SELECT DISTINCT p.client_id AS id FROM person_site p
  WHERE p.site_id = $1 AND NOT EXISTS (SELECT FROM client_person m WHERE m.client_id = p.client_id AND m.person_id <> p.client_id))`;

type Grouped = { readonly group: Counted['group']; readonly key: string; readonly value: number; readonly of: number };

/** CR-4.09: the figures of a site: clients as they are filed now, and what moved in the period. Nothing sealed is opened for it. */
export const countFigures = async (tx: Tx, siteId: string, { from, through }: Period): Promise<Counted[]> => {
  const rows: Grouped[] = await tx.query(
    `${clients}
     SELECT 'total' AS "group", 'clients' AS key, count(*)::int AS value, count(*)::int AS of FROM counted
     UNION ALL SELECT 'class', k.class, count(DISTINCT c.id)::int, count(DISTINCT c.id)::int FROM counted c
       JOIN client_class k ON k.client_id = c.id AND k.site_id = $1 AND k.ended_at IS NULL GROUP BY k.class
     UNION ALL SELECT 'tier', coalesce(t.tier, 'none'), count(*)::int, count(*)::int FROM counted c
       LEFT JOIN LATERAL (SELECT s.tier FROM tier_span s WHERE s.client_id = c.id AND s.from_on <= $3::date AND s.valid_through >= $3::date
         ORDER BY s.from_on DESC, s.decided_at DESC LIMIT 1) t ON true GROUP BY 2
     UNION ALL SELECT 'district', coalesce(r.district, '–'), count(*)::int, count(*)::int FROM counted c JOIN client r USING (id) GROUP BY 2
     UNION ALL SELECT 'source', CASE WHEN i.client_id IS NOT NULL THEN 'register' WHEN v.client_id IS NOT NULL THEN 'visit' ELSE 'desk' END,
       count(*)::int, count(*)::int FROM counted c
       LEFT JOIN (SELECT DISTINCT client_id FROM client_import_row WHERE outcome = 'opened') i ON i.client_id = c.id
       LEFT JOIN (SELECT DISTINCT client_id FROM client_class WHERE basis = 'visit' AND site_id = $1) v ON v.client_id = c.id GROUP BY 2
     UNION ALL SELECT 'movement', 'new', count(*)::int, count(*)::int FROM person_site p JOIN counted c ON c.id = p.client_id
       WHERE p.site_id = $1 AND (p.since AT TIME ZONE 'Asia/Shanghai')::date BETWEEN $2::date AND $3::date
     UNION ALL SELECT 'movement', 'lost', count(DISTINCT l.client_id)::int, count(DISTINCT l.client_id)::int FROM lost_client l
       WHERE l.site_id = $1 AND l.listed_from BETWEEN $2::date AND $3::date
     UNION ALL SELECT 'satisfaction', 'answers', count(*)::int, count(DISTINCT s.client_id)::int FROM survey s
       WHERE s.site_id = $1 AND s.state = 'answered' AND (s.answered_at AT TIME ZONE 'Asia/Shanghai')::date BETWEEN $2::date AND $3::date
     UNION ALL SELECT 'satisfaction', 'percent', coalesce(round(100.0 * sum(s.points) / nullif(sum(s.most_points), 0)), 0)::int,
       count(DISTINCT s.client_id)::int FROM survey s
       WHERE s.site_id = $1 AND s.state = 'answered' AND (s.answered_at AT TIME ZONE 'Asia/Shanghai')::date BETWEEN $2::date AND $3::date`,
    [siteId, from, through],
  );
  return rows.sort((a, b) => (a.group + a.key < b.group + b.key ? -1 : 1));
};
