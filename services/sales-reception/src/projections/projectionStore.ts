import type { Tx } from '@shouwen/database';
import type { IsoDate } from '@shouwen/kernel';

export type StaffPost = {
  readonly postId: string;
  readonly staffId: string;
  readonly siteId: string;
  readonly role: string;
  readonly from: IsoDate;
  readonly to: IsoDate | null;
  readonly rosterOrder: number | null;
};

/** Told twice of a post, the later news counts; an end that came first is kept. */
export const savePost = async (tx: Tx, post: StaffPost): Promise<void> => {
  const { postId, staffId, siteId, role, from, to, rosterOrder } = post;
  await tx.query(
    `INSERT INTO staff_post (post_id, staff_id, site_id, role, from_date, to_date, roster_order)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (post_id) DO UPDATE
     SET from_date = excluded.from_date, roster_order = excluded.roster_order,
         to_date = coalesce(staff_post.to_date, excluded.to_date)`,
    [postId, staffId, siteId, role, from, to, rosterOrder],
  );
};

/** The last day of the post is `endedOn`. */
export const endPost = async (tx: Tx, postId: string, endedOn: IsoDate): Promise<void> => {
  await tx.query('UPDATE staff_post SET to_date = $2 WHERE post_id = $1', [postId, endedOn]);
};

/** SR-1.01: the consultants of a site on a day in their fixed order, A-B-C-D. */
export const consultantsOf = async (tx: Tx, siteId: string, on: IsoDate): Promise<string[]> => {
  const rows = (await tx.query(
    `SELECT staff_id AS "staffId" FROM staff_post
     WHERE site_id = $1 AND role = 'consultant' AND from_date <= $2 AND (to_date IS NULL OR to_date >= $2)
     GROUP BY staff_id ORDER BY min(roster_order) NULLS LAST, staff_id`,
    [siteId, on],
  )) as { staffId: string }[];
  return rows.map((row) => row.staffId);
};

/** Which of these hold a post at the site on that day, of whatever role. */
export const postHoldersAmong = async (
  tx: Tx,
  { siteId, on, staffIds }: { siteId: string; on: IsoDate; staffIds: readonly string[] },
): Promise<string[]> => {
  const rows = (await tx.query(
    `SELECT DISTINCT staff_id AS "staffId" FROM staff_post
     WHERE site_id = $1 AND staff_id = ANY($3::uuid[]) AND from_date <= $2 AND (to_date IS NULL OR to_date >= $2)`,
    [siteId, on, staffIds],
  )) as { staffId: string }[];
  return rows.map(({ staffId }) => staffId);
};

/** Whether somebody had a post at the site on that day, of whatever role. */
export const hasPostAt = async (
  tx: Tx,
  { siteId, staffId, on }: { siteId: string; staffId: string; on: IsoDate },
): Promise<boolean> => (await postHoldersAmong(tx, { siteId, on, staffIds: [staffId] })).length === 1;

export const saveKnownClient = async (
  tx: Tx,
  { clientId, siteId, openedAt }: { clientId: string; siteId: string; openedAt: Date },
): Promise<void> => {
  await tx.query(
    'INSERT INTO known_client (client_id, site_id, opened_at) VALUES ($1, $2, $3) ON CONFLICT (client_id) DO NOTHING',
    [clientId, siteId, openedAt],
  );
};

/** Which of these clients nobody has told us of yet. */
export const unknownClients = async (tx: Tx, clientIds: readonly string[]): Promise<string[]> => {
  if (clientIds.length === 0) return [];
  const rows = (await tx.query(
    `SELECT asked AS "clientId" FROM unnest($1::uuid[]) AS asked
     WHERE NOT EXISTS (SELECT 1 FROM known_client WHERE client_id = asked)`,
    [clientIds],
  )) as { clientId: string }[];
  return rows.map((row) => row.clientId);
};
