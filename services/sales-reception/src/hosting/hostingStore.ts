import { guardedUpdate, type Tx } from '@shouwen/database';
import type { IsoDate } from '@shouwen/kernel';
import type { Hosting } from './hosting.ts';

const columnOf = {
  hostingId: 'hosting_id',
  siteId: 'site_id',
  subject: 'subject',
  guestKind: 'guest_kind',
  guestClass: 'guest_class',
  guests: 'guests',
  companionIds: 'companion_ids',
  hostRank: 'host_rank',
  venue: 'venue',
  capPerGuestFen: 'cap_per_guest_fen',
  noticeAt: 'notice_at',
  tourAt: 'tour_at',
  prepareUntil: 'prepare_until',
  arrangedBy: 'arranged_by',
  securityReadyAt: 'security_ready_at',
  cleaningReadyAt: 'cleaning_ready_at',
  photos: 'photos',
  minutes: 'minutes',
  loggedAt: 'logged_at',
  loggedFor: 'logged_for',
  explanationId: 'explanation_id',
  version: 'version',
} as const satisfies Record<keyof Hosting, string>;

const names = Object.keys(columnOf) as (keyof Hosting)[];

export const hostingColumns = names.map((name) => `${columnOf[name]} AS "${name}"`).join(', ');

export const insertHosting = async (tx: Tx, one: Hosting): Promise<void> => {
  const places = names.map((_, index) => `$${index + 1}`).join(', ');
  await tx.query(
    `INSERT INTO hosting (${names.map((name) => columnOf[name]).join(', ')}) VALUES (${places})`,
    names.map((name) => one[name]),
  );
};

/** Locked until the end of the transaction; null when there is none. */
export const lockHosting = async (tx: Tx, hostingId: string): Promise<Hosting | null> => {
  const sql = `SELECT ${hostingColumns} FROM hosting WHERE hosting_id = $1 FOR UPDATE`;
  return ((await tx.query(sql, [hostingId])) as Hosting[])[0] ?? null;
};

/** @throws ConcurrentChange when it is not as it was read */
export const changeHosting = (tx: Tx, { hostingId, version }: Hosting, changes: Partial<Hosting>): Promise<void> =>
  guardedUpdate(tx, 'hosting', {
    where: { hosting_id: hostingId, version },
    set: Object.fromEntries(Object.entries(changes).map(([name, value]) => [columnOf[name as keyof Hosting], value])),
  });

export type SitePost = {
  readonly postId: string;
  readonly staffId: string;
  readonly siteId: string;
  readonly from: IsoDate;
  readonly to: IsoDate | null;
};

/** Told twice of a post, the later news counts; an end that came first is kept. */
export const saveSitePost = async (tx: Tx, post: SitePost): Promise<void> => {
  await tx.query(
    `INSERT INTO site_post (post_id, staff_id, site_id, from_date, to_date) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (post_id) DO UPDATE
     SET from_date = excluded.from_date, to_date = coalesce(site_post.to_date, excluded.to_date)`,
    [post.postId, post.staffId, post.siteId, post.from, post.to],
  );
};

/** The last day of the post is `endedOn`. */
export const endSitePost = async (tx: Tx, postId: string, endedOn: IsoDate): Promise<void> => {
  await tx.query('UPDATE site_post SET to_date = $2 WHERE post_id = $1', [postId, endedOn]);
};

/** Which of these hold a post at the site on the day. */
export const holdersAmong = async (
  tx: Tx,
  { siteId, on, staffIds }: { siteId: string; on: IsoDate; staffIds: readonly string[] },
): Promise<string[]> => {
  const rows = (await tx.query(
    `SELECT DISTINCT staff_id AS "staffId" FROM site_post WHERE site_id = $1 AND staff_id = ANY($3::uuid[])
       AND from_date <= $2 AND (to_date IS NULL OR to_date >= $2)`,
    [siteId, on, staffIds],
  )) as { staffId: string }[];
  return rows.map(({ staffId }) => staffId);
};
